package dev.assay.harness;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as maps, lists, strings, longs, booleans and null. What passes between the two processes of a cell goes
 * through here and not through data binding: the child would load some hundred classes more, in the very JVM whose
 * start and memory are measured.
 */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** On one line. */
  static String write(Object value) {
    var text = new StringWriter();
    try (var generator = FACTORY.createGenerator(text)) {
      write(generator, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator to, Object value) throws IOException {
    switch (value) {
      case null -> to.writeNull();
      case String s -> to.writeString(s);
      case Boolean b -> to.writeBoolean(b);
      case Number n -> to.writeNumber(n.longValue());
      case Map<?, ?> map -> {
        to.writeStartObject();
        for (var entry : map.entrySet()) {
          to.writeFieldName((String) entry.getKey());
          write(to, entry.getValue());
        }
        to.writeEndObject();
      }
      case List<?> list -> {
        to.writeStartArray();
        for (var element : list) write(to, element);
        to.writeEndArray();
      }
      default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
    }
  }

  /** An object. Fails on anything else, half a line included. */
  static Map<String, Object> readObject(String text) throws IOException {
    try (var parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) throw new IOException("no JSON object");
      return object(parser);
    }
  }

  private static Map<String, Object> object(JsonParser from) throws IOException {
    var map = new LinkedHashMap<String, Object>();
    for (var name = from.nextFieldName(); name != null; name = from.nextFieldName()) {
      from.nextToken();
      map.put(name, value(from));
    }
    return map;
  }

  private static Object value(JsonParser from) throws IOException {
    return switch (from.currentToken()) {
      case START_OBJECT -> object(from);
      case START_ARRAY -> {
        var list = new ArrayList<Object>();
        while (from.nextToken() != JsonToken.END_ARRAY) list.add(value(from));
        yield list;
      }
      case VALUE_STRING -> from.getText();
      case VALUE_NUMBER_INT -> from.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case null, default -> throw new IOException("unexpected " + from.currentToken());
    };
  }
}

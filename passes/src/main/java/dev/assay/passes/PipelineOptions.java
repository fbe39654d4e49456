package dev.assay.passes;

import dev.assay.ir.Level;
import java.util.function.Consumer;

/**
 * How a pipeline is run.
 *
 * @param level of the module given
 * @param verify whether each changed function is verified after each pass
 * @param print which functions are shown after each pass
 * @param sink takes the listings, one per call, each ending in a line end
 * @param fuel how many changes may be made, or {@link PassContext#UNLIMITED}
 * @param logged whether the report names each decision
 * @param stopAfter the name of a step after which to stop, or null
 */
public record PipelineOptions(Pipeline pipeline, Level level, boolean verify, Print print, Consumer<String> sink, long fuel, boolean logged,
    String stopAfter) {
  /** What is shown after each pass. */
  public enum Print {
    NOTHING,
    /** Changed functions as a difference of lines. */
    DIFF,
    /** Changed functions as a whole. */
    CHANGED,
    /** All functions. */
    ALL
  }

  /** The pipeline on high IR: no verification, no listings, unlimited fuel. */
  public static PipelineOptions of(Pipeline pipeline) {
    return new PipelineOptions(pipeline, Level.HIGH, false, Print.NOTHING, _ -> {}, PassContext.UNLIMITED, false, null);
  }

  public PipelineOptions withPipeline(Pipeline pipeline) {
    return new PipelineOptions(pipeline, level, verify, print, sink, fuel, logged, stopAfter);
  }

  public PipelineOptions withLevel(Level level) {
    return new PipelineOptions(pipeline, level, verify, print, sink, fuel, logged, stopAfter);
  }

  public PipelineOptions withVerify(boolean verify) {
    return new PipelineOptions(pipeline, level, verify, print, sink, fuel, logged, stopAfter);
  }

  public PipelineOptions withPrint(Print print, Consumer<String> sink) {
    return new PipelineOptions(pipeline, level, verify, print, sink, fuel, logged, stopAfter);
  }

  public PipelineOptions withFuel(long fuel) {
    return new PipelineOptions(pipeline, level, verify, print, sink, fuel, logged, stopAfter);
  }

  public PipelineOptions withLog(boolean logged) {
    return new PipelineOptions(pipeline, level, verify, print, sink, fuel, logged, stopAfter);
  }

  /** A step the pipeline does not have stops nothing; {@link Pipelines#parse} is where names are checked. */
  public PipelineOptions withStopAfter(String stopAfter) {
    return new PipelineOptions(pipeline, level, verify, print, sink, fuel, logged, stopAfter);
  }
}

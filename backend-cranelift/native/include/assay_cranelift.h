#ifndef ASSAY_CRANELIFT_H
#define ASSAY_CRANELIFT_H

// Made from src/abi.rs by cbindgen: not to be edited.

#include <stdint.h>

/**
 * Changes with every change of these functions.
 */
#define ASSAY_CRANELIFT_ABI 2

/**
 * In a buffer's flags: optimise.
 */
#define ASSAY_CRANELIFT_OPTIMISE 1

/**
 * In a buffer's flags: verify the CLIF of each function.
 */
#define ASSAY_CRANELIFT_VERIFY 2

/**
 * In a buffer's flags: keep the text of each function instead of linking it.
 */
#define ASSAY_CRANELIFT_TEXT 4

/**
 * Status: compiled.
 */
#define ASSAY_CRANELIFT_OK 0

/**
 * Status: the buffer does not decode.
 */
#define ASSAY_CRANELIFT_MALFORMED 1

/**
 * Status: a function is too large for Cranelift.
 */
#define ASSAY_CRANELIFT_LIMIT 2

/**
 * Status: Cranelift or this library failed.
 */
#define ASSAY_CRANELIFT_BUG 3

/**
 * Phase: buffer to CLIF.
 */
#define ASSAY_CRANELIFT_BUILD 0

/**
 * Phase: CLIF to machine code.
 */
#define ASSAY_CRANELIFT_CODEGEN 1

/**
 * Phase: machine code to executable memory.
 */
#define ASSAY_CRANELIFT_LINK 2

/**
 * Text: CLIF.
 */
#define ASSAY_CRANELIFT_CLIF 0

/**
 * Text: assembly.
 */
#define ASSAY_CRANELIFT_ASM 1

/**
 * A compiled program, or why there is none.
 */
typedef struct AssayProgram AssayProgram;

/**
 * The version of this interface.
 */
int32_t assay_cranelift_abi(void);

/**
 * The version of Cranelift. Not to be freed.
 */
const char *assay_cranelift_version(void);

/**
 * Compiles a buffer of int32 words. Never null; the caller asks for the status and frees it.
 *
 * # Safety
 *
 * `words` points to `count` words that do not change meanwhile. The addresses in them are what they are said to be.
 */
struct AssayProgram *assay_cranelift_compile(const int32_t *words, uintptr_t count);

/**
 * `ASSAY_CRANELIFT_OK` or what else.
 *
 * # Safety
 *
 * The program is null or not yet freed; so for all functions below.
 */
int32_t assay_cranelift_status(const struct AssayProgram *program);

/**
 * One line for a status that is not OK, else null. `@n` in it stands for function n. Lives as long as the program.
 *
 * # Safety
 *
 * See `assay_cranelift_status`.
 */
const char *assay_cranelift_error(const struct AssayProgram *program);

/**
 * The address of a function, 0 if there is none. Entries are numbered after the functions.
 *
 * # Safety
 *
 * See `assay_cranelift_status`.
 */
uint64_t assay_cranelift_address(const struct AssayProgram *program, uintptr_t index);

/**
 * The size of a function's or entry's code in bytes.
 *
 * # Safety
 *
 * See `assay_cranelift_status`.
 */
uint64_t assay_cranelift_size(const struct AssayProgram *program, uintptr_t index);

/**
 * The size of all code in bytes.
 *
 * # Safety
 *
 * See `assay_cranelift_status`.
 */
uint64_t assay_cranelift_code_bytes(const struct AssayProgram *program);

/**
 * The wall time of a phase.
 *
 * # Safety
 *
 * See `assay_cranelift_status`.
 */
uint64_t assay_cranelift_phase_nanos(const struct AssayProgram *program, int32_t phase);

/**
 * How many calls have a site.
 *
 * # Safety
 *
 * See `assay_cranelift_status`.
 */
uintptr_t assay_cranelift_call_count(const struct AssayProgram *program);

/**
 * For each call that has a site, by ascending addresses, two numbers: the address it returns to, the site. Lives as
 * long as the program.
 *
 * # Safety
 *
 * See `assay_cranelift_status`.
 */
const uint64_t *assay_cranelift_calls(const struct AssayProgram *program);

/**
 * The text of a function or entry, of a program compiled for it; null if there is none. Lives as long as the program.
 *
 * # Safety
 *
 * See `assay_cranelift_status`.
 */
const char *assay_cranelift_text(const struct AssayProgram *program, uintptr_t index, int32_t kind);

/**
 * Frees a program and its code, or null. None of the code may run now or later.
 *
 * # Safety
 *
 * It has not been freed.
 */
void assay_cranelift_free(struct AssayProgram *program);

#endif  /* ASSAY_CRANELIFT_H */

/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * JSON read from a stream token by token.
 * Threads: one. What is read is somebody's file: depth and lengths are limited, every error names line and byte.
 */
#include "export/json-reader.h"

#include "base/error.h"

#include <string.h>

#define CHUNK_BYTES (256u << 10)
#define DEPTH_MAX 64
#define STRING_MAX_BYTES (128u << 20)
#define NUMBER_MAX_BYTES 400

/* What may come next. */
typedef enum {
  EXPECT_VALUE,
  EXPECT_VALUE_OR_END, /* after "[" */
  EXPECT_KEY,          /* after "," in an object */
  EXPECT_KEY_OR_END,   /* after "{" */
  EXPECT_COMMA_OR_END,
  EXPECT_NOTHING,
} Expect;

struct _HeddleJsonReader {
  GInputStream *stream;
  char *name;
  guint8 *chunk;
  gsize position;
  gsize n_bytes;
  guint64 chunk_offset; /* of the chunk's first byte in the file */
  guint64 line;
  GString *text;
  char containers[DEPTH_MAX]; /* '{' or '[' */
  guint depth;
  Expect expect;
  GError *read_error;
};

HeddleJsonReader *
heddle_json_reader_new (GInputStream *stream, const char *name)
{
  HeddleJsonReader *self = g_new0 (HeddleJsonReader, 1);

  self->stream = g_object_ref (stream);
  self->name = g_strdup (name);
  self->chunk = g_malloc (CHUNK_BYTES);
  self->text = g_string_new (NULL);
  self->line = 1;
  return self;
}

void
heddle_json_reader_free (HeddleJsonReader *self)
{
  g_object_unref (self->stream);
  g_free (self->name);
  g_free (self->chunk);
  g_string_free (self->text, TRUE);
  g_clear_error (&self->read_error);
  g_free (self);
}

/**
 * heddle_json_reader_set_error:
 * @error: where to put the error
 * @what: what is wrong, and what is expected
 *
 * Sets HEDDLE_ERROR_SYNTAX for the place that was read last; a failure to read goes first.
 */
void
heddle_json_reader_set_error (HeddleJsonReader *self, GError **error, const char *what)
{
  if (self->read_error != NULL)
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, "%s: cannot be read after byte %" G_GUINT64_FORMAT ": %s",
                 self->name, self->chunk_offset + self->position, self->read_error->message);
  else
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX,
                 "%s: line %" G_GUINT64_FORMAT ", byte %" G_GUINT64_FORMAT ": %s", self->name, self->line,
                 self->chunk_offset + self->position, what);
}

static HeddleJsonToken
fail (HeddleJsonReader *self, GError **error, const char *what)
{
  heddle_json_reader_set_error (self, error, what);
  return HEDDLE_JSON_ERROR;
}

static gboolean
fill (HeddleJsonReader *self)
{
  gssize n;

  if (self->read_error != NULL)
    return FALSE;
  self->chunk_offset += self->n_bytes;
  self->position = self->n_bytes = 0;
  n = g_input_stream_read (self->stream, self->chunk, CHUNK_BYTES, NULL, &self->read_error);
  if (n <= 0)
    return FALSE;
  self->n_bytes = (gsize) n;
  return TRUE;
}

/* The next byte, or -1 at the end. */
static inline int
peek (HeddleJsonReader *self)
{
  if (G_UNLIKELY (self->position == self->n_bytes) && !fill (self))
    return -1;
  return self->chunk[self->position];
}

static int
peek_after_space (HeddleJsonReader *self)
{
  for (;;) {
    int c = peek (self);

    if (c != ' ' && c != '\n' && c != '\t' && c != '\r')
      return c;
    self->line += c == '\n';
    self->position++;
  }
}

static gboolean
read_hex (HeddleJsonReader *self, guint *code)
{
  *code = 0;
  for (guint i = 0; i < 4; i++) {
    int c = peek (self);

    if (c < 0 || !g_ascii_isxdigit (c))
      return FALSE;
    *code = *code * 16 + (guint) g_ascii_xdigit_value ((char) c);
    self->position++;
  }
  return TRUE;
}

/* The second half of a surrogate pair must follow; what stands alone becomes U+FFFD, and so does U+0000. */
static gboolean
read_unicode_escape (HeddleJsonReader *self)
{
  guint code, low;

  if (!read_hex (self, &code))
    return FALSE;
  while (code >= 0xd800 && code < 0xdc00) {
    if (peek (self) != '\\')
      break;
    self->position++;
    if (peek (self) != 'u') {
      g_string_append_unichar (self->text, 0xfffd);
      self->position--;
      return TRUE;
    }
    self->position++;
    if (!read_hex (self, &low))
      return FALSE;
    if (low >= 0xdc00 && low < 0xe000) {
      code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
      break;
    }
    g_string_append_unichar (self->text, 0xfffd);
    code = low;
  }
  g_string_append_unichar (self->text, code == 0 || (code >= 0xd800 && code < 0xe000) ? 0xfffd : code);
  return TRUE;
}

static gboolean
read_escape (HeddleJsonReader *self)
{
  static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
  int c;
  const char *found;

  self->position++;
  c = peek (self);
  if (c <= 0)
    return FALSE;
  self->position++;
  if (c == 'u')
    return read_unicode_escape (self);
  found = strchr (from, c);
  if (found == NULL)
    return FALSE;
  g_string_append_c (self->text, to[found - from]);
  return TRUE;
}

static HeddleJsonToken
read_string (HeddleJsonReader *self, HeddleJsonToken token, GError **error)
{
  g_string_truncate (self->text, 0);
  self->position++;
  for (;;) {
    int c = peek (self);
    gsize start = self->position;

    while (self->position < self->n_bytes && (c = self->chunk[self->position]) != '"' && c != '\\' && c >= 0x20)
      self->position++;
    g_string_append_len (self->text, (const char *) self->chunk + start, (gssize) (self->position - start));
    if (self->text->len > STRING_MAX_BYTES)
      return fail (self, error, "a string of more than 128 MiB");
    if (self->position == self->n_bytes && c >= 0x20)
      continue;
    if (c == '"')
      break;
    if (c == '\\') {
      if (!read_escape (self))
        return fail (self, error, "an escape sequence in a string that JSON does not have");
    } else {
      return fail (self, error, "a string that does not end on its line: expected \"");
    }
  }
  self->position++;
  if (!g_utf8_validate (self->text->str, (gssize) self->text->len, NULL))
    return fail (self, error, "a string that is not UTF-8");
  return token;
}

static void
take_digits (HeddleJsonReader *self, guint *n_digits)
{
  int c;

  for (*n_digits = 0; (c = peek (self)) >= 0 && g_ascii_isdigit (c) && self->text->len < NUMBER_MAX_BYTES;
       (*n_digits)++) {
    g_string_append_c (self->text, (char) c);
    self->position++;
  }
}

static gboolean
take_one_of (HeddleJsonReader *self, const char *characters)
{
  int c = peek (self);

  if (c <= 0 || strchr (characters, c) == NULL)
    return FALSE;
  g_string_append_c (self->text, (char) c);
  self->position++;
  return TRUE;
}

static HeddleJsonToken
read_number (HeddleJsonReader *self, GError **error)
{
  gsize first;
  guint n_digits;

  g_string_truncate (self->text, 0);
  take_one_of (self, "-");
  first = self->text->len;
  take_digits (self, &n_digits);
  if (n_digits == 0 || (n_digits > 1 && self->text->str[first] == '0'))
    return fail (self, error, "a number that JSON does not have");
  if (take_one_of (self, ".")) {
    take_digits (self, &n_digits);
    if (n_digits == 0)
      return fail (self, error, "a number that ends with its point: expected a digit");
  }
  if (take_one_of (self, "eE")) {
    take_one_of (self, "+-");
    take_digits (self, &n_digits);
    if (n_digits == 0)
      return fail (self, error, "a number without the digits of its exponent");
  }
  return self->text->len < NUMBER_MAX_BYTES ? HEDDLE_JSON_NUMBER : fail (self, error, "a number of too many digits");
}

static HeddleJsonToken
read_word (HeddleJsonReader *self, const char *word, HeddleJsonToken token, GError **error)
{
  for (const char *c = word; *c != '\0'; c++) {
    if (peek (self) != *c)
      return fail (self, error, "expected a value: an object, an array, a string, a number, true, false or null");
    self->position++;
  }
  return token;
}

static HeddleJsonToken
begin_container (HeddleJsonReader *self, char kind, GError **error)
{
  if (self->depth == DEPTH_MAX)
    return fail (self, error, "more than 64 objects and arrays inside one another");
  self->containers[self->depth++] = kind;
  self->position++;
  self->expect = kind == '{' ? EXPECT_KEY_OR_END : EXPECT_VALUE_OR_END;
  return kind == '{' ? HEDDLE_JSON_OBJECT : HEDDLE_JSON_ARRAY;
}

static void
value_is_over (HeddleJsonReader *self)
{
  self->expect = self->depth == 0 ? EXPECT_NOTHING : EXPECT_COMMA_OR_END;
}

static HeddleJsonToken
end_container (HeddleJsonReader *self)
{
  char kind = self->containers[--self->depth];

  self->position++;
  value_is_over (self);
  return kind == '{' ? HEDDLE_JSON_OBJECT_END : HEDDLE_JSON_ARRAY_END;
}

static HeddleJsonToken
read_value (HeddleJsonReader *self, int c, GError **error)
{
  if (c == '{' || c == '[')
    return begin_container (self, (char) c, error);
  value_is_over (self);
  switch (c) {
  case '"':
    return read_string (self, HEDDLE_JSON_STRING, error);
  case 't':
    return read_word (self, "true", HEDDLE_JSON_TRUE, error);
  case 'f':
    return read_word (self, "false", HEDDLE_JSON_FALSE, error);
  case 'n':
    return read_word (self, "null", HEDDLE_JSON_NULL, error);
  default:
    break;
  }
  if (c == '-' || (c >= '0' && c <= '9'))
    return read_number (self, error);
  return fail (self, error,
               c < 0 ? "the file ends here: expected a value"
                     : "expected a value: an object, an array, a string, a number, true, false or null");
}

static HeddleJsonToken
read_key (HeddleJsonReader *self, int c, GError **error)
{
  if (c != '"')
    return fail (self, error,
                 c < 0 ? "the file ends here: expected the name of a member"
                       : "expected the name of a member in double quotes");
  if (read_string (self, HEDDLE_JSON_KEY, error) == HEDDLE_JSON_ERROR)
    return HEDDLE_JSON_ERROR;
  if (peek_after_space (self) != ':')
    return fail (self, error, "expected a colon after the name of a member");
  self->position++;
  self->expect = EXPECT_VALUE;
  return HEDDLE_JSON_KEY;
}

/**
 * heddle_json_reader_next:
 * @error: where to put an error
 *
 * Returns: the next token; HEDDLE_JSON_ERROR with HEDDLE_ERROR_SYNTAX or HEDDLE_ERROR_SYSTEM
 */
HeddleJsonToken
heddle_json_reader_next (HeddleJsonReader *self, GError **error)
{
  int c = peek_after_space (self);
  char end = self->depth == 0 ? '\0' : self->containers[self->depth - 1] == '{' ? '}' : ']';

  if (self->expect == EXPECT_NOTHING)
    return c < 0 && self->read_error == NULL ? HEDDLE_JSON_END
                                             : fail (self, error, "expected nothing after the end of the value");
  if (self->expect == EXPECT_COMMA_OR_END) {
    if (c == end)
      return end_container (self);
    if (c != ',')
      return fail (self, error,
                   c < 0        ? "the file ends in the middle: expected a comma or the end of the object or array"
                   : end == '}' ? "expected a comma or }"
                                : "expected a comma or ]");
    self->position++;
    self->expect = end == '}' ? EXPECT_KEY : EXPECT_VALUE;
    c = peek_after_space (self);
  }
  if ((self->expect == EXPECT_KEY_OR_END || self->expect == EXPECT_VALUE_OR_END) && c == end)
    return end_container (self);
  if (self->expect == EXPECT_KEY || self->expect == EXPECT_KEY_OR_END)
    return read_key (self, c, error);
  return read_value (self, c, error);
}

/**
 * heddle_json_reader_get_text:
 *
 * Returns: (transfer none): the last key, string or number; good until the next token
 */
const char *
heddle_json_reader_get_text (HeddleJsonReader *self)
{
  return self->text->str;
}

/**
 * heddle_json_reader_skip:
 * @token: the token that was read last: the first of a value
 * @error: where to put an error
 *
 * Reads to the end of that value.
 *
 * Returns: %FALSE with an error
 */
gboolean
heddle_json_reader_skip (HeddleJsonReader *self, HeddleJsonToken token, GError **error)
{
  guint depth = 0;

  for (;;) {
    if (token == HEDDLE_JSON_ERROR)
      return FALSE;
    if (token == HEDDLE_JSON_OBJECT || token == HEDDLE_JSON_ARRAY)
      depth++;
    else if (token == HEDDLE_JSON_OBJECT_END || token == HEDDLE_JSON_ARRAY_END)
      depth--;
    if (depth == 0)
      return TRUE;
    token = heddle_json_reader_next (self, error);
  }
}

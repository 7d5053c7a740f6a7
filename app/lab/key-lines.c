/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A key file that knows on which line everything stands. GKeyFile does the reading; it says no lines and takes the same
 * key twice without a word, so the lines are looked at here first.
 * Threads: one at a time. Cost: O(size).
 */
#include "lab/key-lines.h"

#include <errno.h>
#include <math.h>
#include <string.h>

struct _HeddleKeyLines {
  char *path;
  GKeyFile *file;
  GHashTable *lines; /* "group" or "group\nkey" → line */
};

G_GNUC_PRINTF (4, 5)
static void
fail_at (HeddleKeyLines *self, GError **error, guint line, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list values;

  va_start (values, format);
  message = g_strdup_vprintf (format, values);
  va_end (values);
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX, "%s:%u: %s", self->path, line, message);
}

static char *
dup_address (const char *group, const char *key)
{
  return key != NULL ? g_strconcat (group, "\n", key, NULL) : g_strdup (group);
}

/* Takes @address. */
static gboolean
note_line (HeddleKeyLines *self, char *address, guint line, GError **error)
{
  gpointer earlier = g_hash_table_lookup (self->lines, address);
  const char *key = strchr (address, '\n');

  if (earlier != NULL) {
    fail_at (self, error, line, "“%s” stands here for the second time; line %u has it too, and one of them has to go",
             key != NULL ? key + 1 : address, GPOINTER_TO_UINT (earlier));
    g_free (address);
    return FALSE;
  }
  g_hash_table_insert (self->lines, address, GUINT_TO_POINTER (line));
  return TRUE;
}

static gboolean
look_at_group (HeddleKeyLines *self, const char *text, guint line, char **group, GError **error)
{
  gsize n = strlen (text);

  if (n < 3 || text[n - 1] != ']' || memchr (text + 1, '[', n - 1) != NULL) {
    fail_at (self, error, line, "“%s” is not the head of a group; write [Name]", text);
    return FALSE;
  }
  g_free (*group);
  *group = g_strndup (text + 1, n - 2);
  return note_line (self, g_strdup (*group), line, error);
}

static gboolean
look_at_key (HeddleKeyLines *self, const char *text, guint line, const char *group, GError **error)
{
  const char *equals = strchr (text, '=');
  g_autofree char *key = NULL;

  if (equals == NULL || equals == text) {
    fail_at (self, error, line, "“%s” is neither a [Group], nor Key=value, nor a # comment", text);
    return FALSE;
  }
  if (group == NULL) {
    fail_at (self, error, line, "“%s” stands before the first [Group]; put it below one", text);
    return FALSE;
  }
  key = g_strchomp (g_strndup (text, (gsize) (equals - text)));
  return note_line (self, dup_address (group, key), line, error);
}

static gboolean
look_at_lines (HeddleKeyLines *self, const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *group = NULL;

  for (guint i = 0; lines[i] != NULL; i++) {
    const char *line = g_strstrip (lines[i]);
    gboolean fine = *line == '\0' || *line == '#' ||
                    (*line == '[' ? look_at_group (self, line, i + 1, &group, error)
                                  : look_at_key (self, line, i + 1, group, error));

    if (!fine)
      return FALSE;
  }
  return TRUE;
}

static guint
count_lines (const char *text, const char *end)
{
  guint n = 1;

  for (; text < end; text++)
    n += *text == '\n';
  return n;
}

/**
 * heddle_key_lines_parse:
 * @path: what errors call the file
 * @text: its text
 * @n_bytes: length of @text; -1 when it ends with a NUL
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): the file, or %NULL with HEDDLE_ERROR_SYNTAX naming file and line
 */
HeddleKeyLines *
heddle_key_lines_parse (const char *path, const char *text, gssize n_bytes, GError **error)
{
  g_autoptr (HeddleKeyLines) self = g_new0 (HeddleKeyLines, 1);
  g_autoptr (GError) failure = NULL;
  gsize n = n_bytes >= 0 ? (gsize) n_bytes : strlen (text);
  const char *end;

  self->path = g_strdup (path);
  self->file = g_key_file_new ();
  self->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!g_utf8_validate (text, (gssize) n, &end)) {
    fail_at (self, error, count_lines (text, end), "this is not text in UTF-8; save the file as UTF-8");
    return NULL;
  }
  if (!look_at_lines (self, text, error))
    return NULL;
  if (!g_key_file_load_from_data (self->file, text, n, G_KEY_FILE_KEEP_TRANSLATIONS, &failure)) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX, "%s: %s", path, failure->message);
    return NULL;
  }
  return g_steal_pointer (&self);
}

/**
 * heddle_key_lines_load:
 * @path: a file
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): the file, or %NULL with HEDDLE_ERROR_NOT_FOUND, HEDDLE_ERROR_SYSTEM or the error of
 *   heddle_key_lines_parse()
 */
HeddleKeyLines *
heddle_key_lines_load (const char *path, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *text = NULL;
  gsize n_bytes;

  if (g_file_get_contents (path, &text, &n_bytes, &failure))
    return heddle_key_lines_parse (path, text, (gssize) n_bytes, error);
  g_set_error (error, HEDDLE_ERROR,
               g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOENT) ? HEDDLE_ERROR_NOT_FOUND
                                                                           : HEDDLE_ERROR_SYSTEM,
               "%s cannot be read: %s", path, failure->message);
  return NULL;
}

void
heddle_key_lines_free (HeddleKeyLines *self)
{
  g_clear_pointer (&self->file, g_key_file_unref);
  g_clear_pointer (&self->lines, g_hash_table_unref);
  g_free (self->path);
  g_free (self);
}

/**
 * heddle_key_lines_fail:
 * @error: where to put the error
 * @group: a group
 * @key: (nullable): a key of it; %NULL for the group itself
 * @format: what is wrong, and what is allowed
 *
 * Sets HEDDLE_ERROR_SYNTAX with file and line: the group's line when it has no such key.
 */
void
heddle_key_lines_fail (HeddleKeyLines *self,
                       GError **error,
                       const char *group,
                       const char *key,
                       const char *format,
                       ...)
{
  g_autofree char *address = dup_address (group, key);
  gpointer line = g_hash_table_lookup (self->lines, address);
  g_autofree char *message = NULL;
  va_list values;

  if (line == NULL)
    line = g_hash_table_lookup (self->lines, group);
  va_start (values, format);
  message = g_strdup_vprintf (format, values);
  va_end (values);
  fail_at (self, error, MAX (GPOINTER_TO_UINT (line), 1), "%s", message);
}

static gboolean
is_of_kind (const char *group, const char *kind)
{
  gsize n = strlen (kind);

  return strncmp (group, kind, n) == 0 && (group[n] == '\0' || group[n] == ' ');
}

static char *
dup_allowed_groups (const HeddleKeyRule *rules, guint n_rules)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_rules; i++)
    g_string_append_printf (text, "%s[%s]", i > 0 ? ", " : "", rules[i].group);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
check_group (HeddleKeyLines *self, const char *group, const char *allowed, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (self->file, group, NULL, NULL);
  g_auto (GStrv) words = g_strsplit (allowed, " ", -1);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++) {
    const char *language = strchr (keys[i], '[');
    g_autofree char *key = g_strndup (keys[i], language != NULL ? (gsize) (language - keys[i]) : strlen (keys[i]));
    g_autofree char *list = NULL;

    if (g_strv_contains ((const char *const *) words, key))
      continue;
    list = g_strjoinv (", ", words);
    heddle_key_lines_fail (self, error, group, keys[i], "[%s] knows no key “%s”; it has %s", group, key, list);
    return FALSE;
  }
  return TRUE;
}

/**
 * heddle_key_lines_check:
 * @rules: (array length=n_rules): the groups that there may be, and their keys
 * @n_rules: how many
 * @error: where to put an error
 *
 * Returns: whether there are no other groups and keys; else HEDDLE_ERROR_SYNTAX which says what there may be
 */
gboolean
heddle_key_lines_check (HeddleKeyLines *self, const HeddleKeyRule *rules, guint n_rules, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (self->file, NULL);

  for (guint i = 0; groups[i] != NULL; i++) {
    g_autofree char *allowed = NULL;
    guint rule = 0;

    while (rule < n_rules && !is_of_kind (groups[i], rules[rule].group))
      rule++;
    if (rule < n_rules && check_group (self, groups[i], rules[rule].keys, error))
      continue;
    if (rule < n_rules)
      return FALSE;
    allowed = dup_allowed_groups (rules, n_rules);
    heddle_key_lines_fail (self, error, groups[i], NULL, "there is no group [%s]; there are %s", groups[i], allowed);
    return FALSE;
  }
  return TRUE;
}

/**
 * heddle_key_lines_dup_groups:
 * @kind: the part of their names before the space
 *
 * Returns: (transfer full): the groups of a kind, in the file's order
 */
GStrv
heddle_key_lines_dup_groups (HeddleKeyLines *self, const char *kind)
{
  g_auto (GStrv) groups = g_key_file_get_groups (self->file, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; groups[i] != NULL; i++)
    if (is_of_kind (groups[i], kind))
      g_strv_builder_add (builder, groups[i]);
  return g_strv_builder_end (builder);
}

gboolean
heddle_key_lines_has (HeddleKeyLines *self, const char *group, const char *key)
{
  return g_key_file_has_key (self->file, group, key, NULL);
}

/* Whether each backslash of a value stands for something. GKeyFile lets some pass. */
static gboolean
has_plain_escapes (HeddleKeyLines *self, const char *group, const char *key)
{
  g_autofree char *value = g_key_file_get_value (self->file, group, key, NULL);

  for (const char *c = value; c != NULL && *c != '\0'; c++)
    if (*c == '\\' && (*++c == '\0' || strchr ("nrts\\", *c) == NULL))
      return FALSE;
  return TRUE;
}

/**
 * heddle_key_lines_dup_text:
 * @group: a group
 * @key: a key that it must have
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): the text in the user's language; %NULL with HEDDLE_ERROR_SYNTAX when it is missing
 *   or empty
 */
char *
heddle_key_lines_dup_text (HeddleKeyLines *self, const char *group, const char *key, GError **error)
{
  g_autofree char *text = g_key_file_get_locale_string (self->file, group, key, NULL, NULL);

  if (!has_plain_escapes (self, group, key)) {
    heddle_key_lines_fail (self, error, group, key,
                           "%s has a backslash that stands for nothing; there are \\n, \\t, \\s and \\\\", key);
    return NULL;
  }
  if (text != NULL && *g_strstrip (text) != '\0')
    return g_steal_pointer (&text);
  heddle_key_lines_fail (self, error, group, key, "[%s] needs %s=… with a text", group, key);
  return NULL;
}

/**
 * heddle_key_lines_get_number:
 * @group: a group
 * @key: a key that it must have
 * @number: (out): where to put its value
 * @error: where to put an error
 *
 * Returns: whether it is a finite number, with a point as the decimal sign; else HEDDLE_ERROR_SYNTAX
 */
gboolean
heddle_key_lines_get_number (HeddleKeyLines *self, const char *group, const char *key, double *number, GError **error)
{
  g_autofree char *text = heddle_key_lines_dup_text (self, group, key, NULL);
  char *end;

  if (text == NULL) {
    heddle_key_lines_fail (self, error, group, key, "[%s] needs %s=… with a number", group, key);
    return FALSE;
  }
  errno = 0;
  *number = g_ascii_strtod (text, &end);
  if (errno == 0 && end != text && *end == '\0' && isfinite (*number))
    return TRUE;
  heddle_key_lines_fail (self, error, group, key, "%s has to be a number such as 8 or 0.5, not “%s”", key, text);
  return FALSE;
}

/**
 * heddle_key_lines_dup_list:
 * @group: a group
 * @key: a key
 *
 * Returns: (transfer full) (nullable): its values, which `;` separates; %NULL when there is no such key
 */
GStrv
heddle_key_lines_dup_list (HeddleKeyLines *self, const char *group, const char *key)
{
  return g_key_file_get_string_list (self->file, group, key, NULL, NULL);
}

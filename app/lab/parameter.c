/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A number of a scenario that can be changed.
 * Threads: any.
 */
#include "lab/parameter.h"

#include "base/error.h"

#include <errno.h>
#include <math.h>

void
heddle_parameter_clear (HeddleParameter *self)
{
  g_free (self->name);
  g_free (self->label);
}

/**
 * heddle_parameter_is_name:
 * @name: a text
 *
 * Returns: whether `params.NAME` is JavaScript: letters, digits, _ and $, no digit first
 */
gboolean
heddle_parameter_is_name (const char *name)
{
  if (g_ascii_isdigit (*name) || *name == '\0')
    return FALSE;
  for (; *name != '\0'; name++)
    if (!g_ascii_isalnum (*name) && *name != '_' && *name != '$')
      return FALSE;
  return TRUE;
}

/**
 * heddle_parameter_format:
 * @value: a finite number
 *
 * Returns: (transfer full): its shortest text that JSON and the command line read as the same number
 */
char *
heddle_parameter_format (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  for (int digits = 15; digits < 17; digits++) {
    g_autofree char *format = g_strdup_printf ("%%.%dg", digits);

    g_ascii_formatd (buffer, sizeof buffer, format, value);
    if (g_ascii_strtod (buffer, NULL) == value)
      return g_strdup (buffer);
  }
  return g_strdup (g_ascii_dtostr (buffer, sizeof buffer, value));
}

/**
 * heddle_parameter_parse:
 * @text: what the user wrote
 * @value: (out): where to put the number
 * @error: where to put an error
 *
 * Returns: whether @text is a number that the parameter may have; else HEDDLE_ERROR_USAGE with the range
 */
gboolean
heddle_parameter_parse (const HeddleParameter *self, const char *text, double *value, GError **error)
{
  g_autofree char *minimum = heddle_parameter_format (self->minimum);
  g_autofree char *maximum = heddle_parameter_format (self->maximum);
  char *end;

  errno = 0;
  *value = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !isfinite (*value)) {
    g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE,
                 "the parameter “%s” has to be a number from %s to %s, not “%s”", self->name, minimum, maximum, text);
    return FALSE;
  }
  if (*value >= self->minimum && *value <= self->maximum)
    return TRUE;
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE, "the parameter “%s” may be %s to %s; %s is out of that range",
               self->name, minimum, maximum, text);
  return FALSE;
}

/**
 * heddle_parameters_to_json:
 * @parameters: (array length=n_parameters): the parameters
 * @n_parameters: how many
 * @values: (array length=n_parameters): their values
 *
 * Returns: (transfer full): the text of a JSON object with them
 */
char *
heddle_parameters_to_json (const HeddleParameter *parameters, guint n_parameters, const double *values)
{
  g_autoptr (GString) json = g_string_new ("{");

  for (guint i = 0; i < n_parameters; i++) {
    g_autofree char *number = heddle_parameter_format (values[i]);

    g_string_append_printf (json, "%s\"%s\":%s", i > 0 ? "," : "", parameters[i].name, number);
  }
  g_string_append_c (json, '}');
  return g_string_free (g_steal_pointer (&json), FALSE);
}

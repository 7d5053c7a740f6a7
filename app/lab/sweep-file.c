/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Results of sweeps to and from files: JSON, by json-glib. app/lab/README.md documents the form.
 * Threads: one. A file is written beside the old one, which is replaced when all is written.
 */
#include "lab/sweep-result.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#define FORMAT "heddle-sweep"

/* json-glib calls itself for each level; ours have six. */
#define MAX_DEPTH 32
#define MAX_CORES 65536

/* The numbers of a measurement: names in the file, and where they are. */
static const struct {
  const char *name;
  gsize offset;
} times[] = {
  { "wall", G_STRUCT_OFFSET (HeddleMeasurement, wall_ns) },
  { "cpu", G_STRUCT_OFFSET (HeddleMeasurement, cpu_ns) },
  { "start", G_STRUCT_OFFSET (HeddleMeasurement, start_ns) },
  { "several", G_STRUCT_OFFSET (HeddleMeasurement, split.several_ns) },
  { "oneThread", G_STRUCT_OFFSET (HeddleMeasurement, split.one_thread_ns) },
  { "startUp", G_STRUCT_OFFSET (HeddleMeasurement, split.start_up_ns) },
  { "waiting", G_STRUCT_OFFSET (HeddleMeasurement, split.waiting_ns) },
  { "rest", G_STRUCT_OFFSET (HeddleMeasurement, split.rest_ns) },
};

static const struct {
  const char *name;
  gsize offset;
} texts[] = {
  { "scenario", G_STRUCT_OFFSET (HeddleSweepResult, scenario) },
  { "title", G_STRUCT_OFFSET (HeddleSweepResult, title) },
  { "params", G_STRUCT_OFFSET (HeddleSweepResult, params) },
  { "program", G_STRUCT_OFFSET (HeddleSweepResult, program) },
  { "mode", G_STRUCT_OFFSET (HeddleSweepResult, mode) },
  { "cpus", G_STRUCT_OFFSET (HeddleSweepResult, cpus) },
  { "date", G_STRUCT_OFFSET (HeddleSweepResult, date) },
};

static const struct {
  const char *name;
  gsize offset;
} machine_texts[] = {
  { "host", G_STRUCT_OFFSET (HeddleMachineFacts, host) },
  { "cpuModel", G_STRUCT_OFFSET (HeddleMachineFacts, cpu_model) },
  { "kernel", G_STRUCT_OFFSET (HeddleMachineFacts, kernel) },
  { "architecture", G_STRUCT_OFFSET (HeddleMachineFacts, architecture) },
  { "governor", G_STRUCT_OFFSET (HeddleMachineFacts, governor) },
};

static const struct {
  const char *name;
  gsize offset;
} machine_numbers[] = {
  { "threads", G_STRUCT_OFFSET (HeddleMachineFacts, n_threads) },
  { "cores", G_STRUCT_OFFSET (HeddleMachineFacts, n_cores) },
  { "performanceCpus", G_STRUCT_OFFSET (HeddleMachineFacts, n_performance) },
  { "efficiencyCpus", G_STRUCT_OFFSET (HeddleMachineFacts, n_efficiency) },
  { "frequencyMHz", G_STRUCT_OFFSET (HeddleMachineFacts, frequency_mhz) },
  { "frequencyMaxMHz", G_STRUCT_OFFSET (HeddleMachineFacts, frequency_max_mhz) },
  { "memoryMiB", G_STRUCT_OFFSET (HeddleMachineFacts, memory_mib) },
};

/* Writing. */

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

static JsonObject *
build_measurement (const HeddleSweepResult *result, const HeddleMeasurement *measurement)
{
  JsonObject *object = json_object_new ();

  set_text (object, "variant", g_ptr_array_index (result->variant_names, measurement->variant));
  json_object_set_int_member (object, "cores", measurement->n_cores);
  if (result->vary != NULL)
    json_object_set_double_member (object, "value", measurement->value);
  json_object_set_double_member (object, "others", measurement->others);
  if (measurement->failure != NULL) {
    set_text (object, "failure", measurement->failure);
    return object;
  }
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    json_object_set_int_member (object, times[i].name, G_STRUCT_MEMBER (gint64, measurement, times[i].offset));
  json_object_set_int_member (object, "waitingAtOnce", measurement->waiting_at_once);
  json_object_set_int_member (object, "computingAtOnce", measurement->computing_at_once);
  json_object_set_int_member (object, "workers", measurement->n_workers);
  return object;
}

static JsonObject *
build_machine (const HeddleMachineFacts *machine)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (machine_texts); i++)
    set_text (object, machine_texts[i].name, G_STRUCT_MEMBER (char *, machine, machine_texts[i].offset));
  for (guint i = 0; i < G_N_ELEMENTS (machine_numbers); i++)
    json_object_set_int_member (object, machine_numbers[i].name,
                                G_STRUCT_MEMBER (guint, machine, machine_numbers[i].offset));
  json_object_set_double_member (object, "quota", machine->quota);
  json_object_set_double_member (object, "load", machine->load);
  return object;
}

static void
add_lists (JsonObject *object, const HeddleSweepResult *result)
{
  JsonArray *variants = json_array_new (), *cores = json_array_new (), *warnings = json_array_new ();
  JsonArray *measurements = json_array_new ();

  for (guint i = 0; i < result->variant_names->len; i++) {
    JsonObject *variant = json_object_new ();

    set_text (variant, "name", g_ptr_array_index (result->variant_names, i));
    set_text (variant, "title", g_ptr_array_index (result->variant_titles, i));
    json_array_add_object_element (variants, variant);
  }
  for (guint i = 0; i < result->cores->len; i++)
    json_array_add_int_element (cores, g_array_index (result->cores, guint, i));
  for (guint i = 0; i < result->warnings->len; i++)
    json_array_add_string_element (warnings, g_ptr_array_index (result->warnings, i));
  for (guint i = 0; i < result->measurements->len; i++)
    json_array_add_object_element (measurements, build_measurement (result, &g_array_index (result->measurements,
                                                                                            HeddleMeasurement, i)));
  json_object_set_array_member (object, "variants", variants);
  json_object_set_array_member (object, "cores", cores);
  json_object_set_array_member (object, "warnings", warnings);
  json_object_set_array_member (object, "measurements", measurements);
}

static JsonObject *
build_result (const HeddleSweepResult *result)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    set_text (object, texts[i].name, G_STRUCT_MEMBER (char *, result, texts[i].offset));
  json_object_set_int_member (object, "repeats", result->n_repeats);
  json_object_set_int_member (object, "warmUps", result->n_warm_ups);
  json_object_set_int_member (object, "seed", result->seed);
  json_object_set_object_member (object, "machine", build_machine (result->machine));
  if (result->vary != NULL) {
    JsonArray *values = json_array_new ();

    set_text (object, "vary", result->vary);
    set_text (object, "varyTitle", result->vary_title);
    for (guint i = 0; i < result->values->len; i++)
      json_array_add_double_element (values, g_array_index (result->values, double, i));
    json_object_set_array_member (object, "values", values);
  }
  add_lists (object, result);
  return object;
}

/**
 * heddle_sweep_result_write:
 * @path: a file
 * @text: what is to be in it
 * @n_bytes: how long that is
 * @error: where to put an error
 *
 * Returns: whether all was written; else HEDDLE_ERROR_SYSTEM, and the old file is untouched
 */
gboolean
heddle_sweep_result_write (const char *path, const char *text, gsize n_bytes, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GFileOutputStream) stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &failure);

  if (stream != NULL && g_output_stream_write_all (G_OUTPUT_STREAM (stream), text, n_bytes, NULL, NULL, &failure) &&
      g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, &failure))
    return TRUE;
  if (stream != NULL) {
    g_autoptr (GCancellable) cancelled = g_cancellable_new ();

    /* Closing a stream that is cancelled drops what was written. */
    g_cancellable_cancel (cancelled);
    g_output_stream_close (G_OUTPUT_STREAM (stream), cancelled, NULL);
  }
  g_set_error (error, HEDDLE_ERROR, HEDDLE_ERROR_SYSTEM, _("%s: cannot be written: %s"), path, failure->message);
  return FALSE;
}

/**
 * heddle_sweep_result_save:
 * @results: (array length=n_results): results, of one machine or of several
 * @n_results: how many
 * @path: where to save them
 * @error: where to put an error
 *
 * Returns: whether all was written; else HEDDLE_ERROR_SYSTEM, and the old file is untouched
 */
gboolean
heddle_sweep_result_save (HeddleSweepResult *const *results, guint n_results, const char *path, GError **error)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();
  g_autofree char *text = NULL;
  gsize n_bytes;

  json_object_set_string_member (object, "format", FORMAT);
  json_object_set_int_member (object, "version", HEDDLE_RESULT_FORMAT);
  for (guint i = 0; i < n_results; i++)
    json_array_add_object_element (array, build_result (results[i]));
  json_object_set_array_member (object, "results", array);
  json_node_take_object (root, object);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  json_generator_set_indent (generator, 1);
  text = json_generator_to_data (generator, &n_bytes);
  return heddle_sweep_result_write (path, text, n_bytes, error);
}

/* Reading. What is wrong first is kept; after it everything reads as nothing. */

typedef struct {
  const char *path;
  guint result;
  GError *error;
} Reader;

G_GNUC_PRINTF (2, 3)
static void
refuse (Reader *self, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list values;

  if (self->error != NULL)
    return;
  va_start (values, format);
  what = g_strdup_vprintf (format, values);
  va_end (values);
  if (self->result == 0)
    g_set_error (&self->error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX, "%s: %s", self->path, what);
  else
    g_set_error (&self->error, HEDDLE_ERROR, HEDDLE_ERROR_SYNTAX,
                 _("%s: result %u: %s"), self->path, self->result, what);
}

static double
read_double (Reader *self, JsonObject *object, const char *name, double minimum, double maximum)
{
  JsonNode *node = json_object_get_member (object, name);
  GType type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  double value = type == G_TYPE_INT64 || type == G_TYPE_DOUBLE ? json_node_get_double (node) : NAN;

  if (value >= minimum && value <= maximum)
    return value;
  refuse (self, _("“%s” should be a number from %g to %g"), name, minimum, maximum);
  return minimum;
}

static gint64
read_int (Reader *self, JsonObject *object, const char *name, gint64 minimum, gint64 maximum)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64 ||
      json_node_get_int (node) < minimum || json_node_get_int (node) > maximum) {
    refuse (self, _("“%s” should be a whole number from %ld to %ld"), name, (long) minimum, (long) maximum);
    return minimum;
  }
  return json_node_get_int (node);
}

/* (transfer full) (nullable) */
static char *
read_text (Reader *self, JsonObject *object, const char *name, gboolean is_needed)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL && !is_needed)
    return NULL;
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING) {
    refuse (self, _("“%s” should be a text"), name);
    return g_strdup ("");
  }
  return json_node_dup_string (node);
}

/* (transfer none) (nullable) */
static JsonArray *
read_array (Reader *self, JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);
  refuse (self, _("“%s” should be a list"), name);
  return NULL;
}

/* (transfer none) (nullable): an element that is an object */
static JsonObject *
read_element (Reader *self, JsonArray *array, guint index, const char *name)
{
  JsonNode *node = json_array_get_element (array, index);

  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  refuse (self, _("“%s” should hold objects"), name);
  return NULL;
}

static void
read_machine (Reader *self, JsonObject *object, HeddleMachineFacts *machine)
{
  for (guint i = 0; i < G_N_ELEMENTS (machine_texts); i++)
    G_STRUCT_MEMBER (char *, machine, machine_texts[i].offset) = read_text (self, object, machine_texts[i].name,
                                                                            i == 0);
  for (guint i = 0; i < G_N_ELEMENTS (machine_numbers); i++)
    G_STRUCT_MEMBER (guint, machine, machine_numbers[i].offset) =
      (guint) read_int (self, object, machine_numbers[i].name, 0, G_MAXUINT32);
  machine->quota = read_double (self, object, "quota", 0, MAX_CORES);
  machine->load = read_double (self, object, "load", 0, 1e9);
}

static guint
find_variant (Reader *self, const HeddleSweepResult *result, JsonObject *object)
{
  g_autofree char *name = read_text (self, object, "variant", TRUE);

  for (guint i = 0; i < result->variant_names->len; i++)
    if (strcmp (name, g_ptr_array_index (result->variant_names, i)) == 0)
      return i;
  refuse (self, _("there is no variant “%s”"), name);
  return 0;
}

static void
read_measurement (Reader *self, JsonObject *object, HeddleSweepResult *result)
{
  HeddleMeasurement measurement = {
    .variant = find_variant (self, result, object),
    .n_cores = (guint) read_int (self, object, "cores", 1, MAX_CORES),
    .value = result->vary != NULL ? read_double (self, object, "value", -1e15, 1e15) : 0,
    .others = read_double (self, object, "others", -1, MAX_CORES),
    .failure = read_text (self, object, "failure", FALSE),
  };

  if (measurement.failure == NULL) {
    for (guint i = 0; i < G_N_ELEMENTS (times); i++)
      G_STRUCT_MEMBER (gint64, &measurement, times[i].offset) = read_int (self, object, times[i].name, i == 0 ? 1 : -1,
                                                                          G_GINT64_CONSTANT (1) << 60);
    measurement.waiting_at_once = (guint) read_int (self, object, "waitingAtOnce", 0, G_MAXUINT32);
    measurement.computing_at_once = (guint) read_int (self, object, "computingAtOnce", 0, G_MAXUINT32);
    measurement.n_workers = (guint) read_int (self, object, "workers", 0, G_MAXUINT32);
  }
  g_array_append_val (result->measurements, measurement);
}

static void
read_variants (Reader *self, JsonObject *object, HeddleSweepResult *result)
{
  JsonArray *array = read_array (self, object, "variants");

  for (guint i = 0; array != NULL && i < json_array_get_length (array) && self->error == NULL; i++) {
    JsonObject *variant = read_element (self, array, i, "variants");

    if (variant == NULL)
      return;
    g_ptr_array_add (result->variant_names, read_text (self, variant, "name", TRUE));
    g_ptr_array_add (result->variant_titles, read_text (self, variant, "title", TRUE));
  }
  if (result->variant_names->len == 0)
    refuse (self, _("“%s” should not be empty"), "variants");
}

/* Numbers of a list, as what an array of @is_cores or of values takes. */
static void
read_numbers (Reader *self, JsonObject *object, const char *name, gboolean is_cores, GArray *numbers)
{
  JsonArray *array = read_array (self, object, name);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);
    double value = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node) : NAN;
    guint n_cores = value >= 1 && value <= MAX_CORES ? (guint) value : 0;

    if (isnan (value) || (is_cores && n_cores != value))
      refuse (self, _("“%s” holds something else than numbers"), name);
    else if (is_cores)
      g_array_append_val (numbers, n_cores);
    else
      g_array_append_val (numbers, value);
  }
  if (numbers->len == 0)
    refuse (self, _("“%s” should not be empty"), name);
}

static void
read_lists (Reader *self, JsonObject *object, HeddleSweepResult *result)
{
  JsonArray *warnings = read_array (self, object, "warnings");
  JsonArray *measurements = read_array (self, object, "measurements");

  for (guint i = 0; warnings != NULL && i < json_array_get_length (warnings); i++) {
    JsonNode *node = json_array_get_element (warnings, i);

    if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
      g_ptr_array_add (result->warnings, json_node_dup_string (node));
  }
  for (guint i = 0; measurements != NULL && i < json_array_get_length (measurements) && self->error == NULL; i++) {
    JsonObject *measurement = read_element (self, measurements, i, "measurements");

    if (measurement != NULL)
      read_measurement (self, measurement, result);
  }
}

static HeddleSweepResult *
read_result (Reader *self, JsonObject *object)
{
  HeddleSweepResult *result = heddle_sweep_result_new ();
  JsonNode *machine = json_object_get_member (object, "machine");
  double none = 0;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    G_STRUCT_MEMBER (char *, result, texts[i].offset) = read_text (self, object, texts[i].name, TRUE);
  result->n_repeats = (guint) read_int (self, object, "repeats", 1, 1000000);
  result->n_warm_ups = (guint) read_int (self, object, "warmUps", 0, 1000000);
  result->seed = (guint32) read_int (self, object, "seed", 0, G_MAXUINT32);
  result->vary = read_text (self, object, "vary", FALSE);
  result->vary_title = read_text (self, object, "varyTitle", result->vary != NULL);
  result->machine = g_new0 (HeddleMachineFacts, 1);
  if (machine != NULL && JSON_NODE_HOLDS_OBJECT (machine))
    read_machine (self, json_node_get_object (machine), result->machine);
  else
    refuse (self, _("“%s” should be an object"), "machine");
  read_variants (self, object, result);
  read_numbers (self, object, "cores", TRUE, result->cores);
  if (result->vary != NULL)
    read_numbers (self, object, "values", FALSE, result->values);
  else
    g_array_append_val (result->values, none);
  if (self->error == NULL)
    read_lists (self, object, result);
  return result;
}

/* Whether it opens more objects and lists than ours do: brackets in texts do not count. */
static gboolean
is_too_deep (const char *text, gsize n_bytes)
{
  guint depth = 0;
  gboolean is_in_text = FALSE;

  for (gsize i = 0; i < n_bytes; i++) {
    if (is_in_text && text[i] == '\\')
      i++;
    else if (text[i] == '"')
      is_in_text = !is_in_text;
    else if (!is_in_text && (text[i] == '{' || text[i] == '[') && ++depth > MAX_DEPTH)
      return TRUE;
    else if (!is_in_text && (text[i] == '}' || text[i] == ']') && depth > 0)
      depth--;
  }
  return FALSE;
}

/* (transfer none) (nullable): the list of results of a file of ours */
static JsonArray *
read_header (Reader *self, JsonNode *root)
{
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  g_autofree char *format = NULL;
  gint64 version;

  if (object == NULL || !json_object_has_member (object, "format")) {
    refuse (self, _("this is no result of a sweep: it has no “format”"));
    return NULL;
  }
  format = read_text (self, object, "format", TRUE);
  if (strcmp (format, FORMAT) != 0)
    refuse (self, _("this is no result of a sweep: its “format” is “%s”, not “%s”"), format, FORMAT);
  version = read_int (self, object, "version", 1, G_MAXINT64);
  if (version > HEDDLE_RESULT_FORMAT)
    refuse (self, _("a newer Heddle wrote this: version %d of the form; this one knows %d"), (int) version,
                     HEDDLE_RESULT_FORMAT);
  return self->error == NULL ? read_array (self, object, "results") : NULL;
}

static JsonParser *
parse (Reader *self)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (self->path);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) failure = NULL;
  g_autofree char *text = NULL;
  gsize n_bytes;

  if (!g_file_load_contents (file, NULL, &text, &n_bytes, NULL, &failure)) {
    gboolean is_missing = g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

    g_set_error (&self->error, HEDDLE_ERROR, is_missing ? HEDDLE_ERROR_NOT_FOUND : HEDDLE_ERROR_SYSTEM,
                 _("%s: cannot be read: %s"), self->path, failure->message);
    return NULL;
  }
  if (!g_utf8_validate (text, (gssize) n_bytes, NULL))
    refuse (self, _("this is no result of a sweep: it is not text"));
  else if (is_too_deep (text, n_bytes))
    refuse (self, _("this is no result of a sweep: too many brackets inside of each other"));
  else if (!json_parser_load_from_data (parser, text, (gssize) n_bytes, &failure))
    refuse (self, _("damaged: %s"), failure->message);
  return self->error == NULL ? g_steal_pointer (&parser) : NULL;
}

/**
 * heddle_sweep_result_load:
 * @path: a file of results
 * @error: where to put an error
 *
 * Returns: (transfer full) (element-type HeddleSweepResult) (nullable): its results, at least one, or %NULL with
 *   HEDDLE_ERROR_NOT_FOUND, HEDDLE_ERROR_SYSTEM or HEDDLE_ERROR_SYNTAX
 */
GPtrArray *
heddle_sweep_result_load (const char *path, GError **error)
{
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_sweep_result_free);
  Reader reader = { .path = path };
  g_autoptr (JsonParser) parser = parse (&reader);
  JsonArray *array = parser != NULL ? read_header (&reader, json_parser_get_root (parser)) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array) && reader.error == NULL; i++) {
    JsonObject *object = read_element (&reader, array, i, "results");

    reader.result = i + 1;
    if (object != NULL)
      g_ptr_array_add (results, read_result (&reader, object));
  }
  if (results->len == 0)
    refuse (&reader, _("there is no result in it"));
  if (reader.error == NULL)
    return g_steal_pointer (&results);
  g_propagate_error (error, reader.error);
  return NULL;
}

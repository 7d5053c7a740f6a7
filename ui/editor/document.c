/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file of a scenario in the editor. It saves itself a fifth of a second after the first change that is not saved,
 * and has itself checked a quarter of a second after the last one.
 * Threads: the main one; the disk is written by lab/source-file.c on another.
 */
#include "ui/editor/document.h"

#include "base/error.h"
#include "lab/source-file.h"
#include "ui/editor/marks.h"
#include "ui/editor/undo-log.h"

#include <string.h>

#define SAVE_DELAY_MS 200
/* A full disk may have room again. */
#define RETRY_DELAY_S 10
#define CHECK_DELAY_MS 250
#define MAX_UNDO_LEVELS 2000
/* Colours cost more than they are worth in larger ones. */
#define MAX_HIGHLIGHTED_CHARACTERS (1024 * 1024)

struct _HeddleDocument {
  GtkSourceBuffer parent_instance;

  char *path;
  char *name;
  HeddleSourceFile *file;
  GFileMonitor *monitor;
  gboolean is_loaded;
  gboolean is_loading;
  gboolean is_unsaved;
  guint n_saving;
  guint save_source;

  HeddleSourceChecker *checker;
  GCancellable *checking;
  guint check_source;

  HeddleNotice notice;
  char *reason;
  HeddleMistake *mistake;
  GHashTable *differing; /* the lines that the variant before it does not have */
  HeddleMarks *marks;
  HeddleUndoLog *undo_log;
};

enum {
  PROP_0,
  PROP_NOTICE,
  PROP_MISTAKE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum {
  SIGNAL_SAVED,
  SIGNAL_DIFFERING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (HeddleNotice,
                    heddle_notice,
                    G_DEFINE_ENUM_VALUE (HEDDLE_NOTICE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (HEDDLE_NOTICE_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (HEDDLE_NOTICE_RECOVERED, "recovered"),
                    G_DEFINE_ENUM_VALUE (HEDDLE_NOTICE_UNSAVED, "unsaved"),
                    G_DEFINE_ENUM_VALUE (HEDDLE_NOTICE_ENDANGERED, "endangered"),
                    G_DEFINE_ENUM_VALUE (HEDDLE_NOTICE_CHANGED, "changed"),
                    G_DEFINE_ENUM_VALUE (HEDDLE_NOTICE_GONE, "gone"))

G_DEFINE_FINAL_TYPE (HeddleDocument, heddle_document, GTK_SOURCE_TYPE_BUFFER)

static void
set_notice (HeddleDocument *self, HeddleNotice notice, const char *reason)
{
  if (self->notice == notice && g_strcmp0 (self->reason, reason) == 0)
    return;
  self->notice = notice;
  g_free (self->reason);
  self->reason = g_strdup (reason);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICE]);
}

/* Checking. */

static void
take_mistake (HeddleDocument *self, HeddleMistake *mistake)
{
  if (mistake == NULL && self->mistake == NULL)
    return;
  g_clear_pointer (&self->mistake, heddle_mistake_free);
  self->mistake = mistake;
  heddle_marks_set_mistake (self->marks, mistake);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MISTAKE]);
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HeddleDocument) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleMistake)
    mistake = heddle_source_checker_check_finish (HEDDLE_SOURCE_CHECKER (source), result, &error);

  if (mistake == NULL) /* a later check is on its way, or there is no knowing */
    return;
  take_mistake (self, mistake->message == NULL ? NULL : g_steal_pointer (&mistake));
}

static gboolean
check (gpointer data)
{
  HeddleDocument *self = data;
  g_autofree char *text = heddle_document_dup_text (self);

  self->check_source = 0;
  g_cancellable_cancel (self->checking);
  g_set_object (&self->checking, NULL);
  self->checking = g_cancellable_new ();
  heddle_source_checker_check_async (self->checker, text, self->checking, on_checked, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
check_soon (HeddleDocument *self)
{
  if (self->checker == NULL || !heddle_document_is_program (self))
    return;
  g_clear_handle_id (&self->check_source, g_source_remove);
  self->check_source = g_timeout_add (CHECK_DELAY_MS, check, self);
}

/* Saving. */

static void
look_at_disk (HeddleDocument *self)
{
  HeddleDiskState state;

  if (self->n_saving > 0 || !self->is_loaded || self->notice == HEDDLE_NOTICE_REFUSED)
    return;
  state = heddle_source_file_look (self->file);
  if (state == HEDDLE_DISK_CHANGED)
    set_notice (self, HEDDLE_NOTICE_CHANGED, NULL);
  else if (state == HEDDLE_DISK_GONE)
    set_notice (self, HEDDLE_NOTICE_GONE, NULL);
  else if (self->notice == HEDDLE_NOTICE_CHANGED || self->notice == HEDDLE_NOTICE_GONE)
    set_notice (self, HEDDLE_NOTICE_NONE, NULL);
}

/* As long as the file holds what is seen; else the next save is on its way. */
static void
save_undo (HeddleDocument *self)
{
  g_autofree char *text = self->is_unsaved ? NULL : heddle_document_dup_text (self);

  if (text != NULL)
    heddle_undo_log_save (self->undo_log, text);
}

static void
note_saved (HeddleDocument *self, const GError *error)
{
  if (error == NULL) {
    save_undo (self);
    set_notice (self, HEDDLE_NOTICE_NONE, NULL);
    g_signal_emit (self, signals[SIGNAL_SAVED], 0);
  } else if (g_error_matches (error, HEDDLE_ERROR, HEDDLE_ERROR_FORBIDDEN)) {
    set_notice (self, HEDDLE_NOTICE_CHANGED, NULL);
  } else {
    set_notice (self, heddle_source_file_is_safe (self->file) ? HEDDLE_NOTICE_UNSAVED : HEDDLE_NOTICE_ENDANGERED,
                error->message);
  }
}

static gboolean save_on_the_side (gpointer data);

static void
on_saved (GObject *file, GAsyncResult *result, gpointer data)
{
  g_autoptr (HeddleDocument) self = data;
  g_autoptr (GError) error = NULL;

  heddle_source_file_save_finish (HEDDLE_SOURCE_FILE (file), result, &error);
  self->n_saving--;
  note_saved (self, error);
  if (error == NULL)
    return;
  self->is_unsaved = TRUE;
  if (self->save_source == 0 && self->notice != HEDDLE_NOTICE_CHANGED)
    self->save_source = g_timeout_add_seconds (RETRY_DELAY_S, save_on_the_side, self);
}

static gboolean
save_on_the_side (gpointer data)
{
  HeddleDocument *self = data;
  g_autofree char *text = heddle_document_dup_text (self);

  self->save_source = 0;
  self->n_saving++;
  self->is_unsaved = FALSE;
  heddle_source_file_save_async (self->file, text, on_saved, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
heddle_document_changed (GtkTextBuffer *buffer)
{
  HeddleDocument *self = HEDDLE_DOCUMENT (buffer);

  GTK_TEXT_BUFFER_CLASS (heddle_document_parent_class)->changed (buffer);
  if (self->is_loading)
    return;
  self->is_unsaved = TRUE;
  if (self->notice == HEDDLE_NOTICE_UNSAVED || self->notice == HEDDLE_NOTICE_ENDANGERED)
    g_clear_handle_id (&self->save_source, g_source_remove);
  if (self->save_source == 0)
    self->save_source = g_timeout_add (SAVE_DELAY_MS, save_on_the_side, self);
  check_soon (self);
}

/**
 * heddle_document_save:
 * @error: where to put an error
 *
 * Saves now what is not saved yet.
 *
 * Returns: whether the file holds the text; else HEDDLE_ERROR_SYSTEM or HEDDLE_ERROR_FORBIDDEN
 */
gboolean
heddle_document_save (HeddleDocument *self, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) failure = NULL;

  if (!self->is_loaded || (!self->is_unsaved && self->n_saving == 0))
    return TRUE;
  text = heddle_document_dup_text (self);
  g_clear_handle_id (&self->save_source, g_source_remove);
  heddle_source_file_save (self->file, text, FALSE, &failure);
  self->is_unsaved = failure != NULL;
  note_saved (self, failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * heddle_document_keep:
 *
 * Writes the text, whatever the file holds.
 */
void
heddle_document_keep (HeddleDocument *self)
{
  g_autofree char *text = heddle_document_dup_text (self);
  g_autoptr (GError) error = NULL;

  heddle_source_file_save (self->file, text, TRUE, &error);
  self->is_unsaved = error != NULL;
  note_saved (self, error);
}

/* Loading. */

static void
on_file_event (HeddleDocument *self, GFile *file, GFile *other, GFileMonitorEvent event)
{
  if (event != G_FILE_MONITOR_EVENT_CHANGED && event != G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED)
    look_at_disk (self);
}

static void
watch (HeddleDocument *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (heddle_source_file_get_path (self->file));

  if (self->monitor != NULL)
    return;
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_file_event), self, G_CONNECT_SWAPPED);
}

static void
set_text (HeddleDocument *self, const char *text)
{
  self->is_loading = TRUE;
  gtk_source_buffer_set_highlight_syntax (GTK_SOURCE_BUFFER (self), strlen (text) <= MAX_HIGHLIGHTED_CHARACTERS);
  if (self->is_loaded)
    gtk_text_buffer_set_text (GTK_TEXT_BUFFER (self), text, -1);
  else
    heddle_undo_log_fill (self->undo_log, text);
  self->is_unsaved = FALSE;
  self->is_loading = FALSE;
  check_soon (self);
}

static void
place_cursor_at_start (HeddleDocument *self)
{
  GtkTextIter start;

  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self), &start);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self), &start);
}

/**
 * heddle_document_load:
 *
 * Reads the file, once. What is wrong with it becomes a notice.
 */
void
heddle_document_load (HeddleDocument *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean was_put_aside;

  if (self->is_loaded)
    return;
  text = heddle_source_file_load (self->file, &was_put_aside, &error);
  if (text == NULL) {
    set_notice (self, HEDDLE_NOTICE_REFUSED, error->message);
    return;
  }
  set_text (self, text);
  place_cursor_at_start (self);
  self->is_loaded = TRUE;
  set_notice (self, was_put_aside ? HEDDLE_NOTICE_RECOVERED : HEDDLE_NOTICE_NONE, NULL);
  if (was_put_aside)
    self->is_unsaved = TRUE;
  watch (self);
}

/**
 * heddle_document_take_from_disk:
 *
 * Shows what the file holds; what was typed can be brought back by Undo.
 */
void
heddle_document_take_from_disk (HeddleDocument *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean was_put_aside;

  heddle_source_file_forget_aside (self->file);
  g_clear_handle_id (&self->save_source, g_source_remove);
  text = heddle_source_file_load (self->file, &was_put_aside, &error);
  if (text == NULL) {
    set_notice (self, HEDDLE_NOTICE_UNSAVED, error->message);
    return;
  }
  set_text (self, text);
  place_cursor_at_start (self);
  set_notice (self, HEDDLE_NOTICE_NONE, NULL);
  g_signal_emit (self, signals[SIGNAL_SAVED], 0);
}

static void
heddle_document_constructed (GObject *object)
{
  HeddleDocument *self = HEDDLE_DOCUMENT (object);

  G_OBJECT_CLASS (heddle_document_parent_class)->constructed (object);
  self->marks = heddle_marks_new (GTK_SOURCE_BUFFER (self));
  gtk_text_buffer_set_max_undo_levels (GTK_TEXT_BUFFER (self), MAX_UNDO_LEVELS);
}

static void
heddle_document_dispose (GObject *object)
{
  HeddleDocument *self = HEDDLE_DOCUMENT (object);

  heddle_document_save (self, NULL);
  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_handle_id (&self->check_source, g_source_remove);
  g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  g_clear_object (&self->checker);
  g_clear_object (&self->monitor);
  G_OBJECT_CLASS (heddle_document_parent_class)->dispose (object);
}

static void
heddle_document_finalize (GObject *object)
{
  HeddleDocument *self = HEDDLE_DOCUMENT (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->mistake, heddle_mistake_free);
  g_hash_table_unref (self->differing);
  heddle_marks_free (self->marks);
  heddle_undo_log_free (self->undo_log);
  g_free (self->path);
  g_free (self->name);
  g_free (self->reason);
  G_OBJECT_CLASS (heddle_document_parent_class)->finalize (object);
}

static void
heddle_document_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  HeddleDocument *self = HEDDLE_DOCUMENT (object);

  if (id == PROP_NOTICE)
    g_value_set_enum (value, self->notice);
  else if (id == PROP_MISTAKE)
    g_value_set_string (value, self->mistake == NULL ? NULL : self->mistake->message);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
heddle_document_class_init (HeddleDocumentClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->constructed = heddle_document_constructed;
  object_class->dispose = heddle_document_dispose;
  object_class->finalize = heddle_document_finalize;
  object_class->get_property = heddle_document_get_property;
  GTK_TEXT_BUFFER_CLASS (class)->changed = heddle_document_changed;
  properties[PROP_NOTICE] = g_param_spec_enum ("notice", NULL, NULL, HEDDLE_TYPE_NOTICE, HEDDLE_NOTICE_NONE, read);
  properties[PROP_MISTAKE] = g_param_spec_string ("mistake", NULL, NULL, NULL, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HeddleDocument::saved:
   *
   * The file holds another text than before.
   */
  signals[SIGNAL_SAVED] = g_signal_new ("saved", HEDDLE_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);

  /**
   * HeddleDocument::differing:
   *
   * Other lines differ from the variant before it.
   */
  signals[SIGNAL_DIFFERING] = g_signal_new ("differing", HEDDLE_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 0);
}

static void
heddle_document_init (HeddleDocument *self)
{
  self->differing = g_hash_table_new (NULL, NULL);
}

/**
 * heddle_document_new:
 * @path: where the file is
 * @name: what it is called in its scenario
 * @checker: (nullable): what checks programs
 *
 * Returns: (transfer full): a document that is not loaded yet
 */
HeddleDocument *
heddle_document_new (const char *path, const char *name, HeddleSourceChecker *checker)
{
  HeddleDocument *self = g_object_new (HEDDLE_TYPE_DOCUMENT, NULL);

  self->path = g_strdup (path);
  self->name = g_strdup (name);
  self->file = heddle_source_file_new (path);
  self->undo_log = heddle_undo_log_new (GTK_TEXT_BUFFER (self), path);
  g_set_object (&self->checker, checker);
  gtk_source_buffer_set_language (GTK_SOURCE_BUFFER (self), gtk_source_language_manager_guess_language (
                                                              gtk_source_language_manager_get_default (), name, NULL));
  return self;
}

const char *
heddle_document_get_path (HeddleDocument *self)
{
  return self->path;
}

const char *
heddle_document_get_name (HeddleDocument *self)
{
  return self->name;
}

char *
heddle_document_dup_text (HeddleDocument *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self), &start, &end);
  return gtk_text_buffer_get_text (GTK_TEXT_BUFFER (self), &start, &end, TRUE);
}

gboolean
heddle_document_is_program (HeddleDocument *self)
{
  return g_str_has_suffix (self->name, ".js") || g_str_has_suffix (self->name, ".mjs") ||
         g_str_has_suffix (self->name, ".cjs");
}

HeddleNotice
heddle_document_get_notice (HeddleDocument *self)
{
  return self->notice;
}

/**
 * heddle_document_get_reason:
 *
 * Returns: (nullable): a sentence that belongs to the notice
 */
const char *
heddle_document_get_reason (HeddleDocument *self)
{
  return self->reason;
}

/**
 * heddle_document_get_mistake:
 *
 * Returns: (nullable): why it does not parse
 */
const HeddleMistake *
heddle_document_get_mistake (HeddleDocument *self)
{
  return self->mistake;
}

/**
 * heddle_document_set_mistake:
 * @line: from 1; 0 when it is not known
 * @message: (nullable): what is wrong; %NULL when nothing is
 */
void
heddle_document_set_mistake (HeddleDocument *self, guint line, const char *message)
{
  HeddleMistake *mistake = message == NULL ? NULL : g_new0 (HeddleMistake, 1);

  if (mistake != NULL) {
    mistake->line = line;
    mistake->message = g_strdup (message);
  }
  take_mistake (self, mistake);
}

/**
 * heddle_document_set_differing:
 * @lines: (nullable) (element-type guint): the lines, from 0, that the variant before it does not have
 */
void
heddle_document_set_differing (HeddleDocument *self, GArray *lines)
{
  g_hash_table_remove_all (self->differing);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    g_hash_table_add (self->differing, GUINT_TO_POINTER (g_array_index (lines, guint, i)));
  g_signal_emit (self, signals[SIGNAL_DIFFERING], 0);
}

gboolean
heddle_document_differs_at (HeddleDocument *self, guint line)
{
  return g_hash_table_contains (self->differing, GUINT_TO_POINTER (line));
}

/**
 * heddle_document_set_running_line:
 * @line: from 1; 0 for none
 *
 * Marks the line that runs at the timeline's cursor.
 */
void
heddle_document_set_running_line (HeddleDocument *self, guint line)
{
  heddle_marks_set_running_line (self->marks, line);
}

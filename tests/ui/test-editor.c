/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The code in the real window: it is seen, typed, saved, checked, compared, run; and nothing of it is lost.
 */
#include "watch.h"

#include "lab/playground.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* Waiting. */

static gboolean
has_editor (gpointer data)
{
  HeddleEditor *editor = heddle_window_get_editor (data);

  return editor != NULL && heddle_editor_get_current_page (editor) != NULL;
}

static HeddleWindow *
open_window (const char *target)
{
  HeddleWindow *window = heddle_test_open_window (target);

  heddle_test_wait_until (has_editor, window);
  return window;
}

static HeddleDocument *
get_document (HeddleWindow *window)
{
  return heddle_page_get_document (heddle_editor_get_current_page (heddle_window_get_editor (window)));
}

static GtkTextBuffer *
get_buffer (HeddleWindow *window)
{
  return GTK_TEXT_BUFFER (get_document (window));
}

/* As if it were typed: the view's own signal. */
static void
type (HeddleWindow *window, const char *text)
{
  GtkSourceView *view = heddle_page_get_view (heddle_editor_get_current_page (heddle_window_get_editor (window)));

  g_signal_emit_by_name (view, "insert-at-cursor", text);
}

static gboolean
has_mistake (gpointer data)
{
  return heddle_document_get_mistake (data) != NULL;
}

static gboolean
has_no_mistake (gpointer data)
{
  return heddle_document_get_mistake (data) == NULL;
}

static gboolean
is_saved (gpointer data)
{
  g_autofree char *text = NULL, *shown = heddle_document_dup_text (data);

  return g_file_get_contents (heddle_document_get_path (data), &text, NULL, NULL) && strcmp (text, shown) == 0;
}

static gboolean
is_stale (gpointer data)
{
  return heddle_variant_run_is_stale (data);
}

static gboolean
is_at_rest (gpointer data)
{
  return !heddle_stage_is_running (heddle_window_get_stage (data));
}

typedef struct {
  HeddleDocument *document;
  HeddleNotice notice;
} NoticeWanted;

static gboolean
has_notice (gpointer data)
{
  NoticeWanted *wanted = data;

  return heddle_document_get_notice (wanted->document) == wanted->notice;
}

static void
wait_for_notice (HeddleDocument *document, HeddleNotice notice)
{
  NoticeWanted wanted = { document, notice };

  heddle_test_wait_until (has_notice, &wanted);
}

typedef struct {
  HeddleEditor *editor;
  const char *text;
} StatusWanted;

static gboolean
has_status (gpointer data)
{
  StatusWanted *wanted = data;

  return strcmp (heddle_editor_get_status (wanted->editor), wanted->text) == 0;
}

static void
assert_on_disk (HeddleDocument *document, const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (heddle_document_get_path (document), &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

/* The variants stand first, in their order; scenario.ini last. A lesson's code is that of its copy. */
static void
test_files (void)
{
  HeddleWindow *window = open_window (HEDDLE_SCENARIO_DEFAULT);
  HeddleEditor *editor = heddle_window_get_editor (window);
  static const char *const files[] = { "one-by-one.js", "concurrent.js", "parallel.js", "task.js",
                                       "worker.js",     "lesson.md",     "scenario.ini" };
  g_autofree char *home = heddle_playground_dup_home ();

  g_assert_cmpuint (heddle_editor_get_n_pages (editor), ==, G_N_ELEMENTS (files));
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    g_assert_cmpstr (heddle_document_get_name (heddle_page_get_document (heddle_editor_get_page (editor, i))), ==,
                     files[i]);
  g_assert_true (g_str_has_prefix (heddle_document_get_path (get_document (window)), home));
  gtk_test_accessible_assert_property (heddle_page_get_view (heddle_editor_get_current_page (editor)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "one-by-one.js");
  heddle_test_take_picture (window, "editor.png");
  heddle_test_close_window (window);
}

static void
test_difference (void)
{
  HeddleWindow *window = open_window (HEDDLE_SCENARIO_DEFAULT);
  HeddleEditor *editor = heddle_window_get_editor (window);
  StatusWanted wanted = { editor, "5 lines differ from one-by-one.js" };

  g_assert_cmpstr (heddle_editor_get_status (editor), ==, "");
  g_assert_true (heddle_editor_show_position (editor, "concurrent.js", 2, 0));
  g_assert_cmpstr (heddle_editor_get_status (editor), ==, "4 lines differ from one-by-one.js");
  g_assert_true (heddle_document_differs_at (get_document (window), 0));
  g_assert_false (heddle_document_differs_at (get_document (window), 1));
  type (window, "// more\n");
  heddle_test_wait_until (has_status, &wanted);
  g_assert_true (heddle_document_differs_at (get_document (window), 1));
  gtk_text_buffer_undo (get_buffer (window));
  heddle_test_close_window (window);
}

static void
test_saves_itself (void)
{
  g_autofree char *path = heddle_test_write_program ("let a = 1;\n");
  HeddleWindow *window = open_window (path);
  g_autofree char *text = NULL;

  type (window, "// typed\n");
  heddle_test_wait_until (is_saved, get_document (window));
  assert_on_disk (get_document (window), "// typed\nlet a = 1;\n");
  type (window, "// at the last moment\n");
  gtk_window_close (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "// typed\n// at the last moment\nlet a = 1;\n");
}

/* What runs is what is seen, however fast the button is pressed. */
static void
test_runs_what_is_seen (void)
{
  g_autofree char *path = heddle_test_write_program ("console.log('old');\n");
  HeddleWindow *window = open_window (path);
  g_autoptr (HeddleVariantRun)
    run = g_list_model_get_item (heddle_stage_get_runs (heddle_window_get_stage (window)), 0);

  gtk_text_buffer_set_text (get_buffer (window), "console.log('new');\n", -1);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.run-all", NULL));
  heddle_test_wait_until (is_at_rest, window);
  g_assert_cmpint (heddle_variant_run_get_phase (run), ==, HEDDLE_PHASE_DONE);
  g_assert_cmpstr (heddle_trace_get_console (heddle_variant_run_get_trace (run), 0)->text, ==, "new");
  g_assert_false (heddle_variant_run_is_stale (run));
  type (window, "// other\n");
  heddle_test_wait_until (is_stale, run);
  heddle_test_close_window (window);
}

static void
test_mistake (void)
{
  g_autofree char *path = heddle_test_write_program ("let a = 1;\nlet b = ;\n");
  HeddleWindow *window = open_window (path);
  HeddleEditor *editor = heddle_window_get_editor (window);
  GtkTextIter cursor;

  heddle_test_wait_until (has_mistake, get_document (window));
  g_assert_cmpuint (heddle_document_get_mistake (get_document (window))->line, ==, 2);
  g_assert_cmpstr (heddle_editor_get_status (editor), ==, "Line 2: Unexpected token");
  heddle_test_take_picture (window, "editor-mistake.png");
  heddle_editor_show_position (editor, "program.js", 2, 9);
  gtk_text_buffer_get_iter_at_mark (get_buffer (window), &cursor, gtk_text_buffer_get_insert (get_buffer (window)));
  g_assert_cmpint (gtk_text_iter_get_line (&cursor), ==, 1);
  g_assert_cmpint (gtk_text_iter_get_line_offset (&cursor), ==, 8);
  type (window, "2");
  heddle_test_wait_until (has_no_mistake, get_document (window));
  g_assert_cmpstr (heddle_editor_get_status (editor), ==, "");
  heddle_test_close_window (window);
}

/* Another program's text is neither lost nor taken without a question. */
static void
test_changed_by_others (void)
{
  g_autofree char *path = heddle_test_write_program ("let a = 1;\n");
  HeddleWindow *window = open_window (path);
  HeddleDocument *document = get_document (window);
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (path, "let theirs = 1;\n", -1, NULL));
  wait_for_notice (document, HEDDLE_NOTICE_CHANGED);
  text = heddle_document_dup_text (document);
  g_assert_cmpstr (text, ==, "let a = 1;\n");
  heddle_test_take_picture (window, "editor-changed.png");
  heddle_document_take_from_disk (document);
  g_assert_cmpint (heddle_document_get_notice (document), ==, HEDDLE_NOTICE_NONE);
  g_free (text);
  text = heddle_document_dup_text (document);
  g_assert_cmpstr (text, ==, "let theirs = 1;\n");

  g_assert_true (g_file_set_contents (path, "let again = 1;\n", -1, NULL));
  wait_for_notice (document, HEDDLE_NOTICE_CHANGED);
  heddle_document_keep (document);
  assert_on_disk (document, "let theirs = 1;\n");
  g_assert_cmpint (heddle_document_get_notice (document), ==, HEDDLE_NOTICE_NONE);
  heddle_test_close_window (window);
}

static void
test_deleted_by_others (void)
{
  g_autofree char *path = heddle_test_write_program ("let a = 1;\n");
  HeddleWindow *window = open_window (path);
  HeddleDocument *document = get_document (window);

  g_assert_cmpint (g_unlink (path), ==, 0);
  wait_for_notice (document, HEDDLE_NOTICE_GONE);
  heddle_document_keep (document);
  assert_on_disk (document, "let a = 1;\n");
  heddle_test_close_window (window);
}

/* Its folder is gone: what is typed has no place. It is back at the next start. */
static void
test_cannot_be_saved (void)
{
  g_autofree char *path = heddle_test_write_program ("let a = 1;\n"), *folder = g_path_get_dirname (path);
  HeddleWindow *window = open_window (path);
  g_autofree char *text = NULL;

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  type (window, "// precious\n");
  wait_for_notice (get_document (window), HEDDLE_NOTICE_UNSAVED);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.run-all", NULL);
  g_assert_true (is_at_rest (window));
  heddle_test_close_window (window);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "let a = 1;\n", -1, NULL));
  window = open_window (path);
  g_assert_cmpint (heddle_document_get_notice (get_document (window)), ==, HEDDLE_NOTICE_RECOVERED);
  text = heddle_document_dup_text (get_document (window));
  g_assert_cmpstr (text, ==, "// precious\nlet a = 1;\n");
  heddle_document_keep (get_document (window));
  assert_on_disk (get_document (window), "// precious\nlet a = 1;\n");
  heddle_test_close_window (window);
}

/* As on a full disk: no file can grow, anywhere. The old text stays, the window does too, and with room all is saved. */
static void
test_full_disk (void)
{
  g_autofree char *path = heddle_test_write_program ("let a = 1;\n"), *folder = g_path_get_dirname (path);
  HeddleWindow *window = open_window (path);
  struct rlimit limit, full;
  g_autoptr (GDir) dir = NULL;
  GLogLevelFlags fatal;
  guint n_files = 0;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  full = limit;
  full.rlim_cur = 0;
  signal (SIGXFSZ, SIG_IGN);
  fatal = g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL |
                                  G_LOG_LEVEL_ERROR); /* GTK's list of recent files has no room */
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
  type (window, "// precious\n");
  wait_for_notice (get_document (window), HEDDLE_NOTICE_ENDANGERED);
  assert_on_disk (get_document (window), "let a = 1;\n");
  gtk_window_close (GTK_WINDOW (window));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window)));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_log_set_always_fatal (fatal);
  heddle_test_take_picture (window, "editor-full-disk.png");

  heddle_document_keep (get_document (window));
  g_assert_cmpint (heddle_document_get_notice (get_document (window)), ==, HEDDLE_NOTICE_NONE);
  assert_on_disk (get_document (window), "// precious\nlet a = 1;\n");
  dir = g_dir_open (folder, 0, NULL);
  while (g_dir_read_name (dir) != NULL)
    n_files++;
  g_assert_cmpuint (n_files, ==, 1); /* nothing half-written is left */
  heddle_test_close_window (window);
}

/* What was typed is there again after the window was killed. */
static void
test_killed (void)
{
  g_autofree char *path = NULL, *text = NULL;

  if (g_test_subprocess ()) {
    HeddleWindow *window = open_window (g_getenv ("HEDDLE_TEST_PROGRAM"));

    type (window, "// precious\n");
    heddle_test_wait_until (is_saved, get_document (window));
    raise (SIGKILL);
  }
  path = heddle_test_write_program ("let a = 1;\n");
  g_setenv ("HEDDLE_TEST_PROGRAM", path, TRUE);
  g_test_trap_subprocess (NULL, 0, 0);
  g_assert_false (g_test_trap_has_passed ());
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "// precious\nlet a = 1;\n");
}

/* A file that is too large is refused in words, and the window goes on. */
static void
test_too_large (void)
{
  g_autofree char *path = heddle_test_write_program ("let a = 1;\n");
  HeddleWindow *window;

  g_assert_cmpint (truncate (path, 50 * 1024 * 1024), ==, 0);
  window = open_window (path);
  g_assert_cmpint (heddle_document_get_notice (get_document (window)), ==, HEDDLE_NOTICE_REFUSED);
  g_assert_nonnull (strstr (heddle_document_get_reason (get_document (window)), "50.0"));
  heddle_test_take_picture (window, "editor-refused.png");
  heddle_test_close_window (window);
}

/* The file, the cursor and the size of the text are back; Undo works when a scenario is opened again. */
static void
test_session (void)
{
  HeddleWindow *window = open_window (HEDDLE_SCENARIO_DEFAULT);
  HeddleEditor *editor = heddle_window_get_editor (window);
  GtkTextIter cursor;

  heddle_editor_show_position (editor, "task.js", 5, 3);
  heddle_editor_set_text_size (editor, 15);
  gtk_window_close (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;

  window = heddle_window_new (heddle_test_get_application ());
  heddle_window_open_last (window);
  gtk_window_present (GTK_WINDOW (window));
  heddle_test_wait_until (has_editor, window);
  g_assert_cmpstr (heddle_document_get_name (get_document (window)), ==, "task.js");
  g_assert_cmpfloat (heddle_editor_get_text_size (heddle_window_get_editor (window)), ==, 15);
  gtk_text_buffer_get_iter_at_mark (get_buffer (window), &cursor, gtk_text_buffer_get_insert (get_buffer (window)));
  g_assert_cmpint (gtk_text_iter_get_line (&cursor), ==, 4);
  g_assert_cmpint (gtk_text_iter_get_line_offset (&cursor), ==, 2);
  heddle_window_open (window, "fetch-two-at-once");
  g_assert_cmpstr (heddle_document_get_name (get_document (window)), ==, "main.js");
  type (window, "// typed\n");
  heddle_window_open (window, HEDDLE_SCENARIO_DEFAULT);
  heddle_window_open (window, "fetch-two-at-once");
  g_assert_true (gtk_text_buffer_get_can_undo (get_buffer (window)));
  gtk_text_buffer_undo (get_buffer (window));
  heddle_editor_set_text_size (heddle_window_get_editor (window), 11);
  heddle_test_close_window (window);
}

/* What was typed before the window was closed can be taken back in the next one, action by action. */
static void
test_undo_again (void)
{
  g_autofree char *path = heddle_test_write_program ("let a = 1;\n");
  HeddleWindow *window = open_window (path);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  type (window, "// é first\n");
  gtk_text_buffer_begin_user_action (get_buffer (window));
  gtk_text_buffer_get_iter_at_line (get_buffer (window), &start, 1);
  gtk_text_buffer_get_end_iter (get_buffer (window), &end);
  gtk_text_buffer_delete (get_buffer (window), &start, &end);
  gtk_text_buffer_insert (get_buffer (window), &end, "let b = 2;\n", -1);
  gtk_text_buffer_end_user_action (get_buffer (window));
  heddle_test_close_window (window);

  window = open_window (path);
  text = heddle_document_dup_text (get_document (window));
  g_assert_cmpstr (text, ==, "// é first\nlet b = 2;\n");
  gtk_text_buffer_undo (get_buffer (window));
  g_free (text);
  text = heddle_document_dup_text (get_document (window));
  g_assert_cmpstr (text, ==, "// é first\nlet a = 1;\n");
  gtk_text_buffer_undo (get_buffer (window));
  g_free (text);
  text = heddle_document_dup_text (get_document (window));
  g_assert_cmpstr (text, ==, "let a = 1;\n");
  heddle_test_close_window (window);

  /* With another text the steps mean nothing. */
  g_assert_true (g_file_set_contents (path, "let other = 1;\n", -1, NULL));
  window = open_window (path);
  g_assert_false (gtk_text_buffer_get_can_undo (get_buffer (window)));
  heddle_test_close_window (window);
}

static gboolean
is_titled_anew (gpointer data)
{
  return strcmp (heddle_stage_get_title (heddle_window_get_stage (data)), "Fetch, then compute with care") == 0;
}

/* The scenario's own file: a new title is seen at once, a wrong line is named. */
static void
test_scenario_file (void)
{
  HeddleWindow *window = open_window (HEDDLE_SCENARIO_DEFAULT);
  HeddleEditor *editor = heddle_window_get_editor (window);
  GtkTextIter start, end;
  static const char title[] = "Title=Fetch, then compute";

  heddle_editor_show_position (editor, "scenario.ini", 1, 0);
  gtk_text_buffer_get_start_iter (get_buffer (window), &start);
  g_assert_true (gtk_text_iter_forward_search (&start, title, 0, &start, &end, NULL));
  gtk_text_buffer_place_cursor (get_buffer (window), &end);
  type (window, " with care");
  heddle_test_wait_until (is_titled_anew, window);
  g_assert_cmpstr (heddle_document_get_name (get_document (window)), ==, "scenario.ini");

  type (window, "\nnonsense");
  heddle_test_wait_until (has_mistake, get_document (window));
  g_assert_nonnull (strstr (heddle_document_get_mistake (get_document (window))->message, "nonsense"));
  g_assert_cmpuint (heddle_document_get_mistake (get_document (window))->line, ==, 4);
  gtk_text_buffer_undo (get_buffer (window));
  heddle_test_wait_until (has_no_mistake, get_document (window));
  heddle_test_close_window (window);
}

static void
note_line (HeddleEditor *editor, const char *file, guint line, guint *noted)
{
  *noted = line;
}

static void
test_lines (void)
{
  HeddleWindow *window = open_window (HEDDLE_SCENARIO_DEFAULT);
  HeddleEditor *editor = heddle_window_get_editor (window);
  guint noted = 0;

  g_signal_connect (editor, "cursor-line-changed", G_CALLBACK (note_line), &noted);
  heddle_editor_show_position (editor, "concurrent.js", 7, 1);
  g_assert_cmpuint (noted, ==, 7);
  g_assert_false (heddle_editor_show_position (editor, "no-such-file.js", 1, 1));
  heddle_editor_set_running_line (editor, "concurrent.js", 9);
  heddle_test_take_picture (window, "editor-running.png");
  heddle_editor_set_running_line (editor, NULL, 0);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.code", NULL);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (editor)));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.code", NULL);
  heddle_test_close_window (window);
}

/* Documents are gone with their editor. */
static void
test_finalize (void)
{
  g_autoptr (HeddleScenario) scenario = heddle_scenario_open (HEDDLE_SCENARIO_DEFAULT, NULL);
  GtkWidget *editor = g_object_ref_sink (GTK_WIDGET (heddle_editor_new ()));
  HeddleDocument *document;

  heddle_editor_set_scenario (HEDDLE_EDITOR (editor), scenario);
  document = heddle_page_get_document (heddle_editor_get_page (HEDDLE_EDITOR (editor), 0));
  g_object_add_weak_pointer (G_OBJECT (editor), (gpointer *) &editor);
  g_object_add_weak_pointer (G_OBJECT (document), (gpointer *) &document);
  g_object_unref (editor);
  g_assert_null (editor);
  while (document != NULL) /* a check may be under way */
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  heddle_test_get_application ();
  g_test_add_func ("/editor/files", test_files);
  g_test_add_func ("/editor/difference", test_difference);
  g_test_add_func ("/editor/saves-itself", test_saves_itself);
  g_test_add_func ("/editor/runs-what-is-seen", test_runs_what_is_seen);
  g_test_add_func ("/editor/mistake", test_mistake);
  g_test_add_func ("/editor/changed-by-others", test_changed_by_others);
  g_test_add_func ("/editor/deleted-by-others", test_deleted_by_others);
  g_test_add_func ("/editor/cannot-be-saved", test_cannot_be_saved);
  g_test_add_func ("/editor/full-disk", test_full_disk);
  g_test_add_func ("/editor/killed", test_killed);
  g_test_add_func ("/editor/too-large", test_too_large);
  g_test_add_func ("/editor/session", test_session);
  g_test_add_func ("/editor/undo-again", test_undo_again);
  g_test_add_func ("/editor/scenario-file", test_scenario_file);
  g_test_add_func ("/editor/lines", test_lines);
  g_test_add_func ("/editor/finalize", test_finalize);
  return g_test_run ();
}

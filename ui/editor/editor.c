/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The code of a scenario: a tab for each of its files. Documents stay as long as the editor, so that Undo works again when
 * a scenario is opened again.
 * Threads: the main one.
 */
#include "ui/editor/editor.h"

#include "lab/scenario-files.h"
#include "ui/editor/status.h"

#include <glib/gi18n.h>
#include <string.h>

#define COMPARE_DELAY_MS 200
#define DEFAULT_TEXT_SIZE 11.0
#define MIN_TEXT_SIZE 6.0
#define MAX_TEXT_SIZE 48.0

struct _HeddleEditor {
  GtkWidget parent_instance;

  GtkNotebook *files;
  HeddleStatus *status;

  HeddleScenario *scenario;
  HeddleSourceChecker *checker;
  GHashTable *documents; /* path → HeddleDocument */
  guint compare_source;
  gboolean is_escape_taken; /* by the list of completions */
  gboolean is_changing;     /* pages come and go */
  double text_size;
  HeddleDocument *running; /* the one with a line that is marked as running */
};

enum {
  PROP_0,
  PROP_TEXT_SIZE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum {
  SIGNAL_SAVED,
  SIGNAL_CURSOR_LINE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleEditor, heddle_editor, GTK_TYPE_WIDGET)

/* Pages. */

guint
heddle_editor_get_n_pages (HeddleEditor *self)
{
  return (guint) gtk_notebook_get_n_pages (self->files);
}

/**
 * heddle_editor_get_page:
 *
 * Returns: (transfer none): the tab
 */
HeddlePage *
heddle_editor_get_page (HeddleEditor *self, guint index)
{
  return HEDDLE_PAGE (gtk_notebook_get_nth_page (self->files, (int) index));
}

/**
 * heddle_editor_get_current_page:
 *
 * Returns: (transfer none) (nullable): the tab that is seen
 */
HeddlePage *
heddle_editor_get_current_page (HeddleEditor *self)
{
  int index = gtk_notebook_get_current_page (self->files);

  return index < 0 ? NULL : heddle_editor_get_page (self, (guint) index);
}

static HeddlePage *
find_page (HeddleEditor *self, const char *file)
{
  for (guint i = 0; i < heddle_editor_get_n_pages (self); i++)
    if (g_strcmp0 (heddle_document_get_name (heddle_page_get_document (heddle_editor_get_page (self, i))), file) == 0)
      return heddle_editor_get_page (self, i);
  return NULL;
}

/* What differs from the variant before. */

/* (nullable): the file of the variant before the one which is this file */
static const char *
find_previous_variant (HeddleEditor *self, const char *file)
{
  for (guint i = 1; self->scenario != NULL && i < self->scenario->n_variants; i++)
    if (strcmp (self->scenario->variants[i].file, file) == 0)
      return strcmp (self->scenario->variants[i - 1].file, file) == 0 ? NULL : self->scenario->variants[i - 1].file;
  return NULL;
}

static void
show_difference (HeddleEditor *self)
{
  HeddlePage *page = heddle_editor_get_current_page (self);
  const char *previous = page == NULL
                           ? NULL
                           : find_previous_variant (self, heddle_document_get_name (heddle_page_get_document (page)));
  HeddlePage *previous_page = previous == NULL ? NULL : find_page (self, previous);

  heddle_status_show (self->status, page, previous_page == NULL ? NULL : heddle_page_get_document (previous_page));
}

static gboolean
compare (gpointer data)
{
  HeddleEditor *self = data;

  self->compare_source = 0;
  show_difference (self);
  return G_SOURCE_REMOVE;
}

static void
compare_soon (HeddleEditor *self)
{
  g_clear_handle_id (&self->compare_source, g_source_remove);
  self->compare_source = g_timeout_add (COMPARE_DELAY_MS, compare, self);
}

/* Documents. */

static void
on_saved (HeddleEditor *self, HeddleDocument *document)
{
  g_signal_emit (self, signals[SIGNAL_SAVED], 0, heddle_document_get_name (document));
}

static void
on_cursor_moved (HeddleEditor *self, GParamSpec *spec, HeddleDocument *document)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (document);
  HeddlePage *page = heddle_editor_get_current_page (self);
  GtkTextIter cursor;

  if (page == NULL || heddle_page_get_document (page) != document)
    return;
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  g_signal_emit (self, signals[SIGNAL_CURSOR_LINE], 0, heddle_document_get_name (document),
                 (guint) gtk_text_iter_get_line (&cursor) + 1);
}

static HeddleDocument *
find_document (HeddleEditor *self, const char *file)
{
  g_autofree char *path = g_build_filename (self->scenario->folder, file, NULL);
  HeddleDocument *document = g_hash_table_lookup (self->documents, path);

  if (document != NULL)
    return document;
  document = heddle_document_new (path, file, self->checker);
  g_signal_connect_object (document, "saved", G_CALLBACK (on_saved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "changed", G_CALLBACK (compare_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::cursor-position", G_CALLBACK (on_cursor_moved), self, G_CONNECT_SWAPPED);
  g_hash_table_insert (self->documents, g_steal_pointer (&path), document);
  return document;
}

static void
on_mistake (GtkWidget *label, GParamSpec *spec, HeddleDocument *document)
{
  if (heddle_document_get_mistake (document) != NULL)
    gtk_widget_add_css_class (label, "error");
  else
    gtk_widget_remove_css_class (label, "error");
}

static void
show_mistake_in_tab (HeddleDocument *document, GtkWidget *label)
{
  on_mistake (label, NULL, document);
}

static void
add_page (HeddleEditor *self, const char *file)
{
  HeddleDocument *document = find_document (self, file);
  HeddlePage *page = heddle_page_new (document);
  GtkWidget *label = gtk_label_new (file);

  g_signal_connect_object (document, "notify::mistake", G_CALLBACK (on_mistake), label, G_CONNECT_SWAPPED);
  show_mistake_in_tab (document, label);
  heddle_page_set_text_size (page, self->text_size);
  gtk_notebook_append_page (self->files, GTK_WIDGET (page), label);
}

static void
on_page (HeddleEditor *self)
{
  HeddlePage *page = self->is_changing ? NULL : heddle_editor_get_current_page (self);

  if (page == NULL)
    return;
  heddle_page_fill (page);
  show_difference (self);
  on_cursor_moved (self, NULL, heddle_page_get_document (page));
}

/* Actions. */

static HeddleSearchBar *
get_search_bar (GtkWidget *widget)
{
  HeddlePage *page = heddle_editor_get_current_page (HEDDLE_EDITOR (widget));

  return page == NULL ? NULL : heddle_page_get_search_bar (page);
}

static void
find (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HeddleSearchBar *bar = get_search_bar (widget);

  if (bar != NULL)
    heddle_search_bar_open (bar, g_str_equal (name, "editor.replace"));
}

static void
find_again (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HeddleSearchBar *bar = get_search_bar (widget);

  if (bar != NULL)
    heddle_search_bar_move (bar, g_str_equal (name, "editor.find-next"));
}

/* The key that closes the list of completions goes on its way, and must then mean nothing else. */
static gboolean
on_key_pressed (HeddleEditor *self, guint key, guint code, GdkModifierType modifiers)
{
  HeddlePage *page = heddle_editor_get_current_page (self);

  self->is_escape_taken = key == GDK_KEY_Escape && page != NULL && heddle_page_is_completing (page);
  return GDK_EVENT_PROPAGATE;
}

/* Out of the search, else out of the editor. */
static void
leave (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HeddleSearchBar *bar = get_search_bar (widget);

  if (HEDDLE_EDITOR (widget)->is_escape_taken)
    return;
  if (bar != NULL && heddle_search_bar_is_open (bar))
    heddle_search_bar_close (bar);
  else
    gtk_widget_activate_action (widget, "workspace.show-results", NULL);
}

static void
zoom (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HeddleEditor *self = HEDDLE_EDITOR (widget);
  double points = self->text_size;

  if (g_str_equal (name, "editor.zoom-in"))
    points *= 1.15;
  else if (g_str_equal (name, "editor.zoom-out"))
    points /= 1.15;
  else
    points = DEFAULT_TEXT_SIZE;
  heddle_editor_set_text_size (self, points);
}

static void
turn (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HeddleEditor *self = HEDDLE_EDITOR (widget);
  HeddlePage *page;

  if (g_str_equal (name, "editor.next-file"))
    gtk_notebook_next_page (self->files);
  else
    gtk_notebook_prev_page (self->files);
  page = heddle_editor_get_current_page (self);
  if (page != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (heddle_page_get_view (page)));
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct {
    const char *name;
    void (*activate) (GtkWidget *widget, const char *name, GVariant *parameter);
    guint keys[3];
    GdkModifierType modifiers;
  } actions[] = {
    { "editor.find", find, { GDK_KEY_f }, GDK_CONTROL_MASK },
    { "editor.replace", find, { GDK_KEY_h }, GDK_CONTROL_MASK },
    { "editor.find-next", find_again, { GDK_KEY_g }, GDK_CONTROL_MASK },
    { "editor.find-previous", find_again, { GDK_KEY_g, GDK_KEY_G }, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
    { "editor.zoom-in", zoom, { GDK_KEY_plus, GDK_KEY_equal, GDK_KEY_KP_Add }, GDK_CONTROL_MASK },
    { "editor.zoom-out", zoom, { GDK_KEY_minus, GDK_KEY_KP_Subtract }, GDK_CONTROL_MASK },
    { "editor.zoom-reset", zoom, { GDK_KEY_0, GDK_KEY_KP_0 }, GDK_CONTROL_MASK },
    { "editor.next-file", turn, { 0 }, 0 },
    { "editor.previous-file", turn, { 0 }, 0 },
    { "editor.leave", leave, { GDK_KEY_Escape }, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++) {
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
    for (guint j = 0; j < G_N_ELEMENTS (actions[i].keys) && actions[i].keys[j] != 0; j++)
      gtk_widget_class_add_binding_action (widget_class, actions[i].keys[j], actions[i].modifiers, actions[i].name,
                                           NULL);
  }
}

/* The widget's life. */

static void
heddle_editor_dispose (GObject *object)
{
  HeddleEditor *self = HEDDLE_EDITOR (object);

  g_clear_handle_id (&self->compare_source, g_source_remove);
  self->is_changing = TRUE;
  if (self->files != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->files));
  self->files = NULL;
  g_clear_object (&self->running);
  g_clear_pointer (&self->documents, g_hash_table_unref);
  g_clear_object (&self->checker);
  g_clear_pointer (&self->scenario, heddle_scenario_unref);
  G_OBJECT_CLASS (heddle_editor_parent_class)->dispose (object);
}

static void
heddle_editor_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_TEXT_SIZE)
    g_value_set_double (value, HEDDLE_EDITOR (object)->text_size);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
heddle_editor_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_TEXT_SIZE)
    heddle_editor_set_text_size (HEDDLE_EDITOR (object), g_value_get_double (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static gboolean
heddle_editor_grab_focus (GtkWidget *widget)
{
  HeddlePage *page = heddle_editor_get_current_page (HEDDLE_EDITOR (widget));

  return page != NULL && heddle_page_get_view (page) != NULL &&
         gtk_widget_grab_focus (GTK_WIDGET (heddle_page_get_view (page)));
}

static void
heddle_editor_class_init (HeddleEditorClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = heddle_editor_dispose;
  object_class->get_property = heddle_editor_get_property;
  object_class->set_property = heddle_editor_set_property;
  widget_class->grab_focus = heddle_editor_grab_focus;
  properties[PROP_TEXT_SIZE] =
    g_param_spec_double ("text-size", NULL, NULL, MIN_TEXT_SIZE, MAX_TEXT_SIZE, DEFAULT_TEXT_SIZE,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HeddleEditor::saved:
   * @file: its name in the scenario
   *
   * The file holds another text than before.
   */
  signals[SIGNAL_SAVED] = g_signal_new ("saved", HEDDLE_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * HeddleEditor::cursor-line-changed:
   * @file: its name in the scenario
   * @line: from 1
   *
   * The text cursor moved.
   */
  signals[SIGNAL_CURSOR_LINE] = g_signal_new ("cursor-line-changed", HEDDLE_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                              NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_UINT);

  gtk_source_init (); /* brings the style of the completion */
  g_type_ensure (HEDDLE_TYPE_STATUS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heddle/Heddle/editor.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleEditor, files);
  gtk_widget_class_bind_template_child (widget_class, HeddleEditor, status);
  gtk_widget_class_bind_template_callback (widget_class, on_page);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
  gtk_widget_class_set_css_name (widget_class, "codeeditor");
  install_actions (widget_class);
}

static void
heddle_editor_init (HeddleEditor *self)
{
  self->text_size = DEFAULT_TEXT_SIZE;
  self->checker = heddle_source_checker_new ();
  self->documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

HeddleEditor *
heddle_editor_new (void)
{
  return g_object_new (HEDDLE_TYPE_EDITOR, NULL);
}

/**
 * heddle_editor_set_scenario:
 * @scenario: (nullable): whose files to show
 */
void
heddle_editor_set_scenario (HeddleEditor *self, HeddleScenario *scenario)
{
  g_auto (GStrv) files = NULL;

  heddle_editor_set_running_line (self, NULL, 0);
  self->is_changing = TRUE;
  while (heddle_editor_get_n_pages (self) > 0)
    gtk_notebook_remove_page (self->files, -1);
  g_clear_pointer (&self->scenario, heddle_scenario_unref);
  if (scenario != NULL) {
    self->scenario = heddle_scenario_ref (scenario);
    files = heddle_scenario_dup_files (scenario);
  }
  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    add_page (self, files[i]);
  self->is_changing = FALSE;
  on_page (self);
}

/**
 * heddle_editor_save:
 * @error: where to put an error
 *
 * Saves now what is not saved yet, in all files.
 *
 * Returns: whether all files hold what is seen; else the first error
 */
gboolean
heddle_editor_save (HeddleEditor *self, GError **error)
{
  g_autoptr (GError) first = NULL;
  GHashTableIter iter;
  gpointer document;

  g_hash_table_iter_init (&iter, self->documents);
  while (g_hash_table_iter_next (&iter, NULL, &document))
    heddle_document_save (document, first == NULL ? &first : NULL);
  if (first == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

/**
 * heddle_editor_get_status:
 *
 * Returns: (transfer none): what is said about the mistake or the variant before; empty when there is nothing to say
 */
const char *
heddle_editor_get_status (HeddleEditor *self)
{
  return heddle_status_get_text (self->status);
}

/**
 * heddle_editor_show_file:
 * @file: its name in the scenario
 *
 * Returns: whether it has a tab, which is now seen
 */
gboolean
heddle_editor_show_file (HeddleEditor *self, const char *file)
{
  HeddlePage *page = find_page (self, file);

  if (page == NULL)
    return FALSE;
  gtk_notebook_set_current_page (self->files, gtk_notebook_page_num (self->files, GTK_WIDGET (page)));
  return TRUE;
}

/**
 * heddle_editor_show_position:
 * @file: its name in the scenario
 * @line: from 1
 * @column: from 1, in UTF-16 code units; 0 for the start of the line
 *
 * Moves the cursor there, for clicks on spans and on links.
 *
 * Returns: whether the file has a tab
 */
gboolean
heddle_editor_show_position (HeddleEditor *self, const char *file, guint line, guint column)
{
  if (!heddle_editor_show_file (self, file))
    return FALSE;
  heddle_page_show_position (heddle_editor_get_current_page (self), line, column);
  return TRUE;
}

/**
 * heddle_editor_set_running_line:
 * @file: (nullable): its name in the scenario
 * @line: from 1; 0 for none
 *
 * Marks the line that runs at the timeline's cursor. It neither moves the text cursor nor scrolls.
 */
void
heddle_editor_set_running_line (HeddleEditor *self, const char *file, guint line)
{
  HeddlePage *page = file == NULL || line == 0 ? NULL : find_page (self, file);
  HeddleDocument *document = page == NULL ? NULL : heddle_page_get_document (page);

  if (self->running != NULL && self->running != document)
    heddle_document_set_running_line (self->running, 0);
  g_set_object (&self->running, document);
  if (document != NULL)
    heddle_document_set_running_line (document, line);
}

/**
 * heddle_editor_set_mistake:
 * @file: its name in the scenario
 * @line: from 1; 0 when it is not known
 * @message: (nullable): what is wrong with it; %NULL when nothing is
 *
 * For files which the editor does not check itself.
 */
void
heddle_editor_set_mistake (HeddleEditor *self, const char *file, guint line, const char *message)
{
  HeddlePage *page = find_page (self, file);

  if (page != NULL)
    heddle_document_set_mistake (heddle_page_get_document (page), line, message);
}

double
heddle_editor_get_text_size (HeddleEditor *self)
{
  return self->text_size;
}

/**
 * heddle_editor_set_text_size:
 * @points: how large the code is
 */
void
heddle_editor_set_text_size (HeddleEditor *self, double points)
{
  points = CLAMP (points, MIN_TEXT_SIZE, MAX_TEXT_SIZE);
  if (self->text_size == points)
    return;
  self->text_size = points;
  for (guint i = 0; i < heddle_editor_get_n_pages (self); i++)
    heddle_page_set_text_size (heddle_editor_get_page (self, i), points);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT_SIZE]);
}

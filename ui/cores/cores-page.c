/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The Cores page: a sweep of the stage's scenario over core counts, while it is measured and afterwards, and results of
 * other machines over it.
 * Threads: the main one.
 */
#include "ui/cores/cores-page.h"

#include "lab/programs.h"
#include "lab/sentences.h"
#include "lab/sweep-charts.h"
#include "lab/sweep-sentences.h"
#include "lab/sweep.h"
#include "ui/cores/cores-table.h"

#include <glib/gi18n.h>

struct _HeddleCoresPage {
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkLabel *terms;
  GtkBox *counts;
  GtkSpinButton *repeats;
  GtkButton *run_button;
  GtkWidget *progress_row;
  GtkProgressBar *progress;
  GtkLabel *progress_label;
  GtkLabel *message;
  HeddleChartView *times;
  HeddleChartView *speed_ups;
  GtkLabel *sentences;
  GtkGrid *table;
  GtkLabel *machine;

  HeddleStage *stage;
  HeddleServerProcess *server;
  HeddleSweep *sweep;     /* while it runs */
  HeddleSweepResult *own; /* what was measured here; %NULL while a sweep has it */
  GPtrArray *others;      /* HeddleSweepResult: of files */
  double *values;         /* of the sweep that runs */
};

G_DEFINE_FINAL_TYPE (HeddleCoresPage, heddle_cores_page, GTK_TYPE_WIDGET)

static void
say (HeddleCoresPage *self, const char *message)
{
  gtk_label_set_text (self->message, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), message != NULL);
}

/* What is shown: our own first. */
static GPtrArray *
collect_results (HeddleCoresPage *self)
{
  GPtrArray *results = g_ptr_array_new ();
  HeddleSweepResult *own = self->sweep != NULL ? heddle_sweep_get_result (self->sweep) : self->own;

  if (own != NULL && own->measurements->len > 0)
    g_ptr_array_add (results, own);
  for (guint i = 0; i < self->others->len; i++)
    g_ptr_array_add (results, g_ptr_array_index (self->others, i));
  return results;
}

static void
show_sentences (HeddleCoresPage *self, HeddleSweepResult *result)
{
  g_autoptr (GArray) groups = heddle_sweep_summarize (result);
  g_auto (GStrv) sentences = heddle_sweep_sentences_make (result, groups);
  g_autofree char *text = g_strjoinv ("\n", sentences);

  gtk_label_set_text (self->sentences, text);
}

static void
show_machines (HeddleCoresPage *self, const GPtrArray *results)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < results->len; i++) {
    const HeddleSweepResult *result = g_ptr_array_index (results, i);
    g_autofree char *machine = heddle_machine_facts_describe (result->machine);

    g_string_append_printf (text, _("%s%s, CPUs %s, seed %u"), i > 0 ? "\n" : "", machine, result->cpus, result->seed);
    for (guint j = 0; j < result->warnings->len; j++)
      g_string_append_printf (text, "\n⚠ %s", (const char *) g_ptr_array_index (result->warnings, j));
  }
  gtk_label_set_text (self->machine, text->str);
}

static void
show_results (HeddleCoresPage *self)
{
  g_autoptr (GPtrArray) results = collect_results (self);
  HeddleSweepResult *const *all = (HeddleSweepResult *const *) results->pdata;

  heddle_cores_table_fill (self->table, all, results->len);
  heddle_chart_view_take_chart (self->times,
                                results->len > 0 ? heddle_sweep_charts_make_times (all, results->len) : NULL);
  heddle_chart_view_take_chart (self->speed_ups,
                                results->len > 0 ? heddle_sweep_charts_make_speed_ups (all, results->len) : NULL);
  show_machines (self, results);
  gtk_label_set_text (self->sentences, "");
  if (results->len > 0)
    show_sentences (self, results->pdata[0]);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cores.export", results->len > 0);
}

static gboolean
is_complete (const HeddleSweepResult *result)
{
  return result->measurements->len >=
         result->n_repeats * result->variant_names->len * result->cores->len * result->values->len;
}

static void
update_buttons (HeddleCoresPage *self)
{
  gboolean can_run = self->stage != NULL && heddle_stage_get_scenario (self->stage) != NULL;
  gboolean can_continue = self->own != NULL && !is_complete (self->own);

  gtk_button_set_label (self->run_button, self->sweep != NULL ? _("Stop")
                                                              : can_continue
                        ? _("Continue the Sweep")
                        : _("Run the Sweep"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cores.run", can_run);
  gtk_widget_set_visible (self->progress_row, self->sweep != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->counts), self->sweep == NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->repeats), self->sweep == NULL);
}

static void
show_progress (HeddleCoresPage *self)
{
  guint n_ended = heddle_sweep_get_n_ended (self->sweep), n_planned = heddle_sweep_get_n_planned (self->sweep);
  gint64 left_ns = heddle_sweep_get_left_ns (self->sweep);
  g_autofree char *left = heddle_sentences_format_time (MAX (left_ns, 0));
  g_autofree char *text = left_ns < 0 ? g_strdup_printf (_("%u of %u runs"), n_ended, n_planned)
                                      : g_strdup_printf (_("%u of %u runs · about %s left"), n_ended, n_planned, left);

  gtk_progress_bar_set_fraction (self->progress, n_planned > 0 ? (double) n_ended / n_planned : 0);
  gtk_label_set_text (self->progress_label, text);
}

static void
on_progress (HeddleCoresPage *self)
{
  show_progress (self);
  show_results (self);
}

static void
forget_sweep (HeddleCoresPage *self)
{
  if (self->sweep != NULL)
    g_signal_handlers_disconnect_by_data (self->sweep, self);
  g_clear_object (&self->sweep);
}

static void
on_ended (HeddleCoresPage *self)
{
  g_clear_pointer (&self->own, heddle_sweep_result_free);
  self->own = heddle_sweep_steal_result (self->sweep);
  forget_sweep (self);
  show_results (self);
  update_buttons (self);
}

/* The core counts whose buttons are down. */
static GArray *
collect_counts (HeddleCoresPage *self)
{
  GArray *cores = g_array_new (FALSE, FALSE, sizeof (guint));

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->counts)); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    guint n_cores = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (child), "cores"));

    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (child)))
      g_array_append_val (cores, n_cores);
  }
  return cores;
}

static HeddleSweep *
make_sweep (HeddleCoresPage *self, GError **error)
{
  HeddleScenario *scenario = heddle_stage_get_scenario (self->stage);
  const HeddleStageOptions *options = heddle_stage_get_options (self->stage);
  g_autoptr (GArray) cores = collect_counts (self);
  g_autofree char *server_path = heddle_programs_find ("heddle-server");
  HeddleSweepSpec spec = {
    .comparison = { .scenario = scenario,
                    .run = { .allow_net = options->allow_net,
                             .time_limit_s = options->time_limit_s,
                             .memory_limit_mib = options->memory_limit_mib } },
    .cores = (const guint *) (gpointer) cores->data,
    .n_cores = cores->len,
    .vary = -1,
    .n_repeats = (guint) gtk_spin_button_get_value_as_int (self->repeats),
    .n_warm_ups = 1,
    .seed = g_random_int (),
  };

  if (self->server == NULL)
    self->server = heddle_server_process_new (server_path, error);
  if (self->server == NULL)
    return NULL;
  g_free (self->values);
  self->values = g_new0 (double, MAX (scenario->n_parameters, 1));
  for (guint i = 0; i < scenario->n_parameters; i++)
    self->values[i] = heddle_stage_get_value (self->stage, i);
  spec.comparison.values = self->values;
  return heddle_sweep_new (self->server, &spec, error);
}

/* What an earlier sweep of the same began is completed; of something else it makes room. */
static void
continue_own (HeddleCoresPage *self)
{
  if (self->own != NULL && !is_complete (self->own))
    heddle_sweep_continue (self->sweep, g_steal_pointer (&self->own), NULL);
  g_clear_pointer (&self->own, heddle_sweep_result_free);
}

/**
 * heddle_cores_page_run:
 *
 * Starts a sweep, or goes on with one that was stopped.
 */
void
heddle_cores_page_run (HeddleCoresPage *self)
{
  g_autoptr (GError) error = NULL;

  if (self->sweep != NULL || self->stage == NULL || heddle_stage_get_scenario (self->stage) == NULL)
    return;
  say (self, NULL);
  if (heddle_stage_is_running (self->stage)) {
    say (self, _("The scenario is running; a sweep would measure that too. Stop it, or wait until it ends."));
    return;
  }
  self->sweep = make_sweep (self, &error);
  if (self->sweep == NULL) {
    say (self, error->message);
    return;
  }
  continue_own (self);
  g_signal_connect_swapped (self->sweep, "progress", G_CALLBACK (on_progress), self);
  g_signal_connect_swapped (self->sweep, "ended", G_CALLBACK (on_ended), self);
  heddle_sweep_start (self->sweep);
  show_progress (self);
  update_buttons (self);
}

/**
 * heddle_cores_page_stop:
 *
 * Ends the sweep; what it has measured stays.
 */
void
heddle_cores_page_stop (HeddleCoresPage *self)
{
  if (self->sweep != NULL)
    heddle_sweep_stop (self->sweep);
}

static void
run_or_stop (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HeddleCoresPage *self = HEDDLE_CORES_PAGE (widget);

  if (self->sweep != NULL)
    heddle_cores_page_stop (self);
  else
    heddle_cores_page_run (self);
}

/**
 * heddle_cores_page_open:
 * @path: a file of results
 *
 * Shows them over what is there; or says why not.
 *
 * Returns: whether they are shown
 */
gboolean
heddle_cores_page_open (HeddleCoresPage *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = heddle_sweep_result_load (path, &error);
  g_autoptr (GPtrArray) shown = collect_results (self);

  for (guint i = 0; results != NULL && i < results->len && error == NULL; i++)
    heddle_sweep_result_check_same (shown->len > 0 ? shown->pdata[0] : results->pdata[0], results->pdata[i], &error);
  if (results == NULL || error != NULL) {
    say (self, error->message);
    return FALSE;
  }
  while (results->len > 0)
    g_ptr_array_add (self->others, g_ptr_array_steal_index (results, 0));
  say (self, NULL);
  show_results (self);
  return TRUE;
}

static void
on_open_response (GtkNativeDialog *dialog, int response, HeddleCoresPage *self)
{
  g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

  for (guint i = 0; response == GTK_RESPONSE_ACCEPT && i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);
    g_autofree char *path = g_file_get_path (file);

    if (path != NULL && !heddle_cores_page_open (self, path))
      break;
  }
  gtk_native_dialog_destroy (dialog);
}

static void
choose_file (GtkWidget *widget, GtkFileChooserAction action, const char *title, const char *name, GCallback on_response)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, window, action, NULL, NULL);

  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), action == GTK_FILE_CHOOSER_ACTION_OPEN);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", on_response, widget, 0);
  g_object_set_data_full (G_OBJECT (widget), "file-dialog", dialog, g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
open_results (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose_file (widget, GTK_FILE_CHOOSER_ACTION_OPEN, _("Overlay Results"), NULL, G_CALLBACK (on_open_response));
}

static void
on_export_response (GtkNativeDialog *dialog, int response, HeddleCoresPage *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (GPtrArray) results = collect_results (self);
  g_autoptr (GError) error = NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL && results->len > 0 &&
      !heddle_sweep_charts_save ((HeddleSweepResult *const *) results->pdata, results->len, path, &error))
    say (self, error->message);
  gtk_native_dialog_destroy (dialog);
}

static void
export_results (GtkWidget *widget, const char *name, GVariant *ending)
{
  HeddleCoresPage *self = HEDDLE_CORES_PAGE (widget);
  g_autofree char *file = g_strconcat (self->stage != NULL ? heddle_stage_get_title (self->stage) : "cores",
                                       g_variant_get_string (ending, NULL), NULL);

  choose_file (widget, GTK_FILE_CHOOSER_ACTION_SAVE, _("Export Results"), file, G_CALLBACK (on_export_response));
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, HeddleCoresPage *self)
{
  gboolean is_shown = FALSE;

  for (GSList *at = g_value_get_boxed (value); at != NULL; at = at->next) {
    g_autofree char *path = g_file_get_path (at->data);

    if (path == NULL || !heddle_cores_page_open (self, path))
      return is_shown;
    is_shown = TRUE;
  }
  return is_shown;
}

static void
add_count (HeddleCoresPage *self, guint n_cores)
{
  g_autofree char *label = g_strdup_printf ("%u", n_cores);
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  g_object_set_data (G_OBJECT (button), "cores", GUINT_TO_POINTER (n_cores));
  gtk_box_append (self->counts, button);
}

static void
heddle_cores_page_init (HeddleCoresPage *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_autoptr (HeddleCpuSet) allowed = heddle_cpu_set_new_allowed ();

  self->others = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_sweep_result_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (drop, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  for (guint n = 1; n < allowed->n_cpus; n *= 2)
    add_count (self, n);
  add_count (self, allowed->n_cpus);
  show_results (self);
  update_buttons (self);
}

static void
heddle_cores_page_dispose (GObject *object)
{
  HeddleCoresPage *self = HEDDLE_CORES_PAGE (object);

  forget_sweep (self);
  g_clear_pointer (&self->server, heddle_server_process_free);
  g_clear_object (&self->stage);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (heddle_cores_page_parent_class)->dispose (object);
}

static void
heddle_cores_page_finalize (GObject *object)
{
  HeddleCoresPage *self = HEDDLE_CORES_PAGE (object);

  g_clear_pointer (&self->own, heddle_sweep_result_free);
  g_ptr_array_unref (self->others);
  g_free (self->values);
  G_OBJECT_CLASS (heddle_cores_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HeddleCoresPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, HeddleCoresPage, terms);
  gtk_widget_class_bind_template_child (widget_class, HeddleCoresPage, counts);
  gtk_widget_class_bind_template_child (widget_class, HeddleCoresPage, repeats);
  gtk_widget_class_bind_template_child (widget_class, HeddleCoresPage, run_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleCoresPage, progress_row);
  gtk_widget_class_bind_template_child (widget_class, HeddleCoresPage, progress);
  gtk_widget_class_bind_template_child (widget_class, HeddleCoresPage, progress_label);
  gtk_widget_class_bind_template_child (widget_class, HeddleCoresPage, message);
  gtk_widget_class_bind_template_child (widget_class, HeddleCoresPage, times);
  gtk_widget_class_bind_template_child (widget_class, HeddleCoresPage, speed_ups);
  gtk_widget_class_bind_template_child (widget_class, HeddleCoresPage, sentences);
  gtk_widget_class_bind_template_child (widget_class, HeddleCoresPage, table);
  gtk_widget_class_bind_template_child (widget_class, HeddleCoresPage, machine);
}

static void
heddle_cores_page_class_init (HeddleCoresPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = heddle_cores_page_dispose;
  G_OBJECT_CLASS (class)->finalize = heddle_cores_page_finalize;
  g_type_ensure (HEDDLE_TYPE_CHART_VIEW);
  gtk_widget_class_install_action (widget_class, "cores.run", NULL, run_or_stop);
  gtk_widget_class_install_action (widget_class, "cores.open", NULL, open_results);
  gtk_widget_class_install_action (widget_class, "cores.export", "s", export_results);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heddle/Heddle/cores-page.ui");
  bind_children (widget_class);
}

GtkWidget *
heddle_cores_page_new (void)
{
  return g_object_new (HEDDLE_TYPE_CORES_PAGE, NULL);
}

/**
 * heddle_cores_page_set_stage:
 * @stage: (nullable): whose scenario is measured
 *
 * What was measured of another scenario is forgotten.
 */
void
heddle_cores_page_set_stage (HeddleCoresPage *self, HeddleStage *stage)
{
  HeddleScenario *scenario = stage == NULL ? NULL : heddle_stage_get_scenario (stage);

  if (self->stage == stage)
    return;
  forget_sweep (self);
  g_set_object (&self->stage, stage);
  g_clear_pointer (&self->own, heddle_sweep_result_free);
  g_ptr_array_set_size (self->others, 0);
  gtk_label_set_text (self->terms, scenario == NULL ? "" : scenario->title);
  say (self, NULL);
  show_results (self);
  update_buttons (self);
}

void
heddle_cores_page_set_repeats (HeddleCoresPage *self, guint n_repeats)
{
  gtk_spin_button_set_value (self->repeats, n_repeats);
}

gboolean
heddle_cores_page_is_running (HeddleCoresPage *self)
{
  return self->sweep != NULL;
}

/**
 * heddle_cores_page_get_message:
 *
 * Returns: (transfer none): what went wrong last; empty when nothing did
 */
const char *
heddle_cores_page_get_message (HeddleCoresPage *self)
{
  return gtk_label_get_text (self->message);
}

/**
 * heddle_cores_page_get_sentences:
 *
 * Returns: (transfer none): what the numbers say; a line each
 */
const char *
heddle_cores_page_get_sentences (HeddleCoresPage *self)
{
  return gtk_label_get_text (self->sentences);
}

/**
 * heddle_cores_page_get_times:
 *
 * Returns: (transfer none): the chart on the left
 */
HeddleChartView *
heddle_cores_page_get_times (HeddleCoresPage *self)
{
  return self->times;
}

/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A question of a lesson. Nobody is told what is right before having answered.
 * Threads: the main one.
 */
#include "ui/lesson/prediction-card.h"

#include "ui/window/settings.h"

#include <glib/gi18n.h>

#define ANSWERS_KEY "predictions"

struct _HeddlePredictionCard {
  GtkWidget parent_instance;

  GtkWidget *content;
  GtkCheckButton *answers[HEDDLE_LESSON_MAX_ANSWERS];
  GtkLabel *verdict;

  char *key;
  char *texts[HEDDLE_LESSON_MAX_ANSWERS];
  gboolean holds[HEDDLE_LESSON_MAX_ANSWERS];
  guint n_answers;
  gboolean is_known;
};

G_DEFINE_FINAL_TYPE (HeddlePredictionCard, heddle_prediction_card, GTK_TYPE_WIDGET)

/* What was answered. */

static int
recall (const char *key)
{
  GSettings *settings = heddle_settings_get_default ();
  g_autoptr (GVariant) answers = settings == NULL ? NULL : g_settings_get_value (settings, ANSWERS_KEY);
  guint answer;

  return answers != NULL && g_variant_lookup (answers, key, "u", &answer) ? (int) answer : -1;
}

static void
remember (const char *key, guint answer)
{
  GSettings *settings = heddle_settings_get_default ();
  g_autoptr (GVariant) old = settings == NULL ? NULL : g_settings_get_value (settings, ANSWERS_KEY);
  GVariantBuilder answers;

  if (old == NULL)
    return;
  g_variant_builder_init (&answers, G_VARIANT_TYPE ("a{su}"));
  for (gsize i = 0; i < g_variant_n_children (old); i++) {
    const char *other;
    guint value;

    g_variant_get_child (old, i, "{&su}", &other, &value);
    if (!g_str_equal (other, key))
      g_variant_builder_add (&answers, "{su}", other, value);
  }
  g_variant_builder_add (&answers, "{su}", key, answer);
  g_settings_set_value (settings, ANSWERS_KEY, g_variant_builder_end (&answers));
}

/* The verdict. */

static int
get_chosen (HeddlePredictionCard *self)
{
  for (guint i = 0; i < self->n_answers; i++)
    if (gtk_check_button_get_active (self->answers[i]))
      return (int) i;
  return -1;
}

/* (transfer full) (nullable): the answers that hold, one after another */
static char *
dup_right_answers (HeddlePredictionCard *self)
{
  g_autoptr (GString) right = g_string_new (NULL);

  for (guint i = 0; i < self->n_answers; i++)
    if (self->holds[i])
      g_string_append_printf (right, "%s“%s”", right->len > 0 ? ", " : "", self->texts[i]);
  return right->len == 0 ? NULL : g_strdup (right->str);
}

static char *
dup_verdict (HeddlePredictionCard *self, int chosen, gboolean *is_right)
{
  g_autofree char *right = dup_right_answers (self);

  *is_right = FALSE;
  if (chosen < 0)
    return g_strdup (_("What do you think? Choose, then run."));
  if (!self->is_known)
    return g_strdup (_("Run all, and see whether it is so."));
  *is_right = self->holds[chosen];
  if (*is_right)
    return g_strdup (_("✓ Right: so it was in these runs."));
  if (right == NULL)
    return g_strdup (_("✗ None of these was so in these runs. Why?"));
  return g_strdup_printf (_("✗ Not in these runs: there it was %s. Why?"), right);
}

static void
show_verdict (HeddlePredictionCard *self)
{
  int chosen = get_chosen (self);
  gboolean is_right;
  g_autofree char *verdict = dup_verdict (self, chosen, &is_right);

  gtk_label_set_text (self->verdict, verdict);
  gtk_widget_remove_css_class (GTK_WIDGET (self->verdict), "right");
  gtk_widget_remove_css_class (GTK_WIDGET (self->verdict), "wrong");
  if (chosen >= 0 && self->is_known)
    gtk_widget_add_css_class (GTK_WIDGET (self->verdict), is_right ? "right" : "wrong");
}

static void
on_toggled (HeddlePredictionCard *self, GtkCheckButton *button)
{
  if (!gtk_check_button_get_active (button))
    return;
  remember (self->key, (guint) get_chosen (self));
  show_verdict (self);
}

/* Life. */

static GtkWidget *
make_label (const char *text, const char *class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, "natural-wrap-mode", GTK_NATURAL_WRAP_NONE, NULL);

  gtk_widget_add_css_class (label, class);
  return label;
}

static GtkWidget *
make_answer (HeddlePredictionCard *self, guint index)
{
  GtkWidget *button = gtk_check_button_new ();

  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), index == 0 ? NULL : self->answers[0]);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), make_label (self->texts[index], "lesson-answer"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, self->texts[index], -1);
  return button;
}

static void
heddle_prediction_card_dispose (GObject *object)
{
  HeddlePredictionCard *self = HEDDLE_PREDICTION_CARD (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_clear_pointer (&self->texts[i], g_free);
  g_clear_pointer (&self->key, g_free);
  G_OBJECT_CLASS (heddle_prediction_card_parent_class)->dispose (object);
}

static void
heddle_prediction_card_class_init (HeddlePredictionCardClass *class)
{
  G_OBJECT_CLASS (class)->dispose = heddle_prediction_card_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "prediction");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heddle_prediction_card_init (HeddlePredictionCard *self)
{
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->content, GTK_WIDGET (self));
}

/**
 * heddle_prediction_card_new:
 * @prediction: what is asked, and what the runs say to it
 * @key: under which name the answer is remembered
 *
 * Returns: (transfer floating): a card
 */
GtkWidget *
heddle_prediction_card_new (const HeddlePrediction *prediction, const char *key)
{
  HeddlePredictionCard *self = g_object_new (HEDDLE_TYPE_PREDICTION_CARD, NULL);
  GtkBox *box = GTK_BOX (self->content);
  int chosen = recall (key);

  self->key = g_strdup (key);
  self->n_answers = prediction->n_answers;
  self->is_known = prediction->is_known;
  gtk_box_append (box, make_label (prediction->question, "lesson-question"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, prediction->question, -1);
  for (guint i = 0; i < self->n_answers; i++) {
    self->texts[i] = g_strdup (prediction->answers[i]);
    self->holds[i] = prediction->holds[i];
    self->answers[i] = GTK_CHECK_BUTTON (make_answer (self, i));
    gtk_box_append (box, GTK_WIDGET (self->answers[i]));
  }
  self->verdict = GTK_LABEL (make_label ("", "lesson-verdict"));
  gtk_box_append (box, GTK_WIDGET (self->verdict));
  if (chosen >= 0 && chosen < (int) self->n_answers)
    gtk_check_button_set_active (self->answers[chosen], TRUE);
  for (guint i = 0; i < self->n_answers; i++)
    g_signal_connect_object (self->answers[i], "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
  show_verdict (self);
  return GTK_WIDGET (self);
}

/**
 * heddle_prediction_card_get_verdict:
 *
 * Returns: (transfer none): what is said about the answer
 */
const char *
heddle_prediction_card_get_verdict (HeddlePredictionCard *self)
{
  return gtk_label_get_text (self->verdict);
}

/**
 * heddle_prediction_card_choose:
 * @answer: which one, from 0
 */
void
heddle_prediction_card_choose (HeddlePredictionCard *self, guint answer)
{
  g_return_if_fail (answer < self->n_answers);
  gtk_check_button_set_active (self->answers[answer], TRUE);
}

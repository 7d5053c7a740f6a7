/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The card about what the pointer is on.
 * Threads: the main one.
 */
#include "ui/timeline/card.h"

/* How far it is from what it is about, and from the pointer. */
#define AWAY 8
#define POINTER_AWAY 12

struct _HeddleCard {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *state;
  GtkLabel *body;
  GtkLabel *source;
  graphene_rect_t about;
  double pointer_x;
};

G_DEFINE_FINAL_TYPE (HeddleCard, heddle_card, GTK_TYPE_WIDGET)

static void
heddle_card_dispose (GObject *object)
{
  g_clear_pointer (&HEDDLE_CARD (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (heddle_card_parent_class)->dispose (object);
}

static void
heddle_card_class_init (HeddleCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = heddle_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/heddle/Heddle/card.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleCard, box);
  gtk_widget_class_bind_template_child (widget_class, HeddleCard, title);
  gtk_widget_class_bind_template_child (widget_class, HeddleCard, state);
  gtk_widget_class_bind_template_child (widget_class, HeddleCard, body);
  gtk_widget_class_bind_template_child (widget_class, HeddleCard, source);
  gtk_widget_class_set_css_name (widget_class, "card");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLTIP);
}

static void
heddle_card_init (HeddleCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/**
 * heddle_card_show:
 * @text: what it says
 * @about: where that is, in the parent
 * @pointer_x: where the pointer is, in the parent
 */
void
heddle_card_show (HeddleCard *self, const HeddleSpanText *text, const graphene_rect_t *about, double pointer_x)
{
  set_text (self->title, text->title);
  set_text (self->state, text->state);
  set_text (self->body, text->body);
  set_text (self->source, text->source);
  self->about = *about;
  self->pointer_x = pointer_x;
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_queue_allocate (gtk_widget_get_parent (GTK_WIDGET (self)));
}

void
heddle_card_hide (HeddleCard *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * heddle_card_find_place:
 * @width: of the parent
 * @height: of the parent
 * @place: (out caller-allocates): where it stands in the parent: below what it is about, or above it where there is no
 *   room
 */
void
heddle_card_find_place (HeddleCard *self, int width, int height, GdkRectangle *place)
{
  int below = (int) (self->about.origin.y + self->about.size.height) + AWAY;
  GtkRequisition size;

  gtk_widget_get_preferred_size (GTK_WIDGET (self), NULL, &size);
  place->width = MIN (size.width, width);
  place->height = MIN (size.height, height);
  place->x = CLAMP ((int) self->pointer_x + POINTER_AWAY, 0, width - place->width);
  place->y = below + place->height <= height ? below : (int) self->about.origin.y - AWAY - place->height;
  place->y = CLAMP (place->y, 0, height - place->height);
}

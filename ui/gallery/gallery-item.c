/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One line of the gallery.
 * Threads: the main one. Cost: O(1); matching O(text).
 */
#include "ui/gallery/gallery-item.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HeddleGalleryItem {
  GObject parent_instance;

  char *target; /* a lesson's name, or a playground's folder */
  char *title;
  char *summary;
  char *chapter;
  char *searched; /* what a search looks in, folded */
  gboolean is_lesson;
  gboolean has_run;
};

enum {
  PROP_0,
  PROP_TITLE,
  PROP_HAS_RUN,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeddleGalleryItem, heddle_gallery_item, G_TYPE_OBJECT)

static void
heddle_gallery_item_finalize (GObject *object)
{
  HeddleGalleryItem *self = HEDDLE_GALLERY_ITEM (object);

  g_free (self->target);
  g_free (self->title);
  g_free (self->summary);
  g_free (self->chapter);
  g_free (self->searched);
  G_OBJECT_CLASS (heddle_gallery_item_parent_class)->finalize (object);
}

static void
heddle_gallery_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  HeddleGalleryItem *self = HEDDLE_GALLERY_ITEM (object);

  if (id == PROP_TITLE)
    g_value_set_string (value, self->title);
  else if (id == PROP_HAS_RUN)
    g_value_set_boolean (value, self->has_run);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
heddle_gallery_item_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_HAS_RUN)
    heddle_gallery_item_set_has_run (HEDDLE_GALLERY_ITEM (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
heddle_gallery_item_class_init (HeddleGalleryItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = heddle_gallery_item_finalize;
  object_class->get_property = heddle_gallery_item_get_property;
  object_class->set_property = heddle_gallery_item_set_property;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HAS_RUN] = g_param_spec_boolean ("has-run", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                     G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
heddle_gallery_item_init (HeddleGalleryItem *self)
{
}

static HeddleGalleryItem *
make (const char *target, const char *title, const char *summary, const char *chapter)
{
  HeddleGalleryItem *self = g_object_new (HEDDLE_TYPE_GALLERY_ITEM, NULL);
  g_autofree char *all = g_strjoin (" ", title, summary, chapter, NULL);

  self->target = g_strdup (target);
  self->title = g_strdup (title);
  self->summary = g_strdup (summary);
  self->chapter = g_strdup (chapter);
  self->searched = g_utf8_casefold (all, -1);
  return self;
}

/**
 * heddle_gallery_item_new_for_lesson:
 * @name: the lesson's name
 * @title: what people read
 * @summary: one line about it
 * @chapter: (nullable): the chapter that it belongs to
 *
 * Returns: (transfer full): a lesson that has not run
 */
HeddleGalleryItem *
heddle_gallery_item_new_for_lesson (const char *name, const char *title, const char *summary, const char *chapter)
{
  HeddleGalleryItem *self = make (name, title, summary, chapter != NULL ? chapter : _("More lessons"));

  self->is_lesson = TRUE;
  return self;
}

/**
 * heddle_gallery_item_new_for_playground:
 * @folder: where it is
 * @title: what people read
 *
 * Returns: (transfer full): a playground of the user's own
 */
HeddleGalleryItem *
heddle_gallery_item_new_for_playground (const char *folder, const char *title)
{
  return make (folder, title, "", _("My playgrounds"));
}

/**
 * heddle_gallery_item_get_target:
 *
 * Returns: what is opened: a lesson's name, or a playground's folder
 */
const char *
heddle_gallery_item_get_target (HeddleGalleryItem *self)
{
  return self->target;
}

const char *
heddle_gallery_item_get_title (HeddleGalleryItem *self)
{
  return self->title;
}

const char *
heddle_gallery_item_get_summary (HeddleGalleryItem *self)
{
  return self->summary;
}

const char *
heddle_gallery_item_get_chapter (HeddleGalleryItem *self)
{
  return self->chapter;
}

gboolean
heddle_gallery_item_is_lesson (HeddleGalleryItem *self)
{
  return self->is_lesson;
}

gboolean
heddle_gallery_item_get_has_run (HeddleGalleryItem *self)
{
  return self->has_run;
}

void
heddle_gallery_item_set_has_run (HeddleGalleryItem *self, gboolean has_run)
{
  if (self->has_run == has_run)
    return;
  self->has_run = has_run;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_RUN]);
}

/**
 * heddle_gallery_item_matches:
 * @search: what the user typed
 *
 * Returns: whether each word of @search is in its title, its summary or its chapter
 */
gboolean
heddle_gallery_item_matches (HeddleGalleryItem *self, const char *search)
{
  g_autofree char *folded = g_utf8_casefold (search, -1);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (self->searched, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All lessons and the user's playgrounds.
 * Threads: the main one.
 */
#include "ui/gallery/gallery-list.h"

#include "lab/playground.h"
#include "lab/scenario.h"
#include "ui/window/settings.h"

#define TICKS_KEY "lessons-run"

static GStrv
dup_ticks (void)
{
  GSettings *settings = heddle_settings_get_default ();

  return settings == NULL ? g_new0 (char *, 1) : g_settings_get_strv (settings, TICKS_KEY);
}

static void
add_lessons (GListStore *list)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lessons = heddle_scenario_list_built_in (&error);
  g_auto (GStrv) ticks = dup_ticks ();

  if (lessons == NULL)
    g_warning ("%s", error->message);
  for (guint i = 0; lessons != NULL && i < lessons->len; i++) {
    const HeddleScenario *lesson = lessons->pdata[i];
    g_autoptr (HeddleGalleryItem)
      item = heddle_gallery_item_new_for_lesson (lesson->name, lesson->title, lesson->summary, lesson->chapter);

    heddle_gallery_item_set_has_run (item, g_strv_contains ((const char *const *) ticks, lesson->name));
    g_list_store_append (list, item);
  }
}

static GPtrArray *
list_playgrounds (void)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) playgrounds = heddle_playground_list (&error);

  if (playgrounds == NULL)
    g_warning ("%s", error->message);
  for (guint i = 0; playgrounds != NULL && i < playgrounds->len; i++) {
    const HeddlePlayground *playground = playgrounds->pdata[i];

    if (playground->lesson == NULL)
      g_ptr_array_add (items, heddle_gallery_item_new_for_playground (playground->folder, playground->title));
  }
  return g_steal_pointer (&items);
}

static GListStore *
get_list (void)
{
  static GListStore *list;

  if (list == NULL) {
    list = g_list_store_new (HEDDLE_TYPE_GALLERY_ITEM);
    add_lessons (list);
    heddle_gallery_list_reload_playgrounds ();
  }
  return list;
}

/**
 * heddle_gallery_list_get_default:
 *
 * Returns: (transfer none): a list of #HeddleGalleryItem: lessons by chapter, then playgrounds
 */
GListModel *
heddle_gallery_list_get_default (void)
{
  return G_LIST_MODEL (get_list ());
}

/**
 * heddle_gallery_list_reload_playgrounds:
 *
 * One has come, gone or got another title.
 */
void
heddle_gallery_list_reload_playgrounds (void)
{
  GListStore *list = get_list ();
  g_autoptr (GPtrArray) items = list_playgrounds ();
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (list)), n_lessons = 0;

  while (n_lessons < n_items) {
    g_autoptr (HeddleGalleryItem) item = g_list_model_get_item (G_LIST_MODEL (list), n_lessons);

    if (!heddle_gallery_item_is_lesson (item))
      break;
    n_lessons++;
  }
  g_list_store_splice (list, n_lessons, n_items - n_lessons, items->pdata, items->len);
}

/**
 * heddle_gallery_list_find:
 * @target: a lesson's name or a playground's folder
 *
 * Returns: (transfer none) (nullable): its item
 */
HeddleGalleryItem *
heddle_gallery_list_find (const char *target)
{
  GListModel *list = heddle_gallery_list_get_default ();

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (HeddleGalleryItem) item = g_list_model_get_item (list, i);

    if (g_strcmp0 (heddle_gallery_item_get_target (item), target) == 0)
      return item; /* the list keeps it */
  }
  return NULL;
}

/**
 * heddle_gallery_list_tick:
 * @lesson: a lesson's name
 *
 * It has run; that is remembered.
 */
void
heddle_gallery_list_tick (const char *lesson)
{
  HeddleGalleryItem *item = heddle_gallery_list_find (lesson);
  GSettings *settings = heddle_settings_get_default ();
  g_auto (GStrv) ticks = dup_ticks ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) more = NULL;

  if (item == NULL || heddle_gallery_item_get_has_run (item))
    return;
  heddle_gallery_item_set_has_run (item, TRUE);
  if (settings == NULL)
    return;
  g_strv_builder_addv (builder, (const char **) ticks);
  g_strv_builder_add (builder, lesson);
  more = g_strv_builder_end (builder);
  g_settings_set_strv (settings, TICKS_KEY, (const char *const *) more);
}

void
heddle_gallery_list_clear_ticks (void)
{
  GListModel *list = heddle_gallery_list_get_default ();
  GSettings *settings = heddle_settings_get_default ();

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (HeddleGalleryItem) item = g_list_model_get_item (list, i);

    heddle_gallery_item_set_has_run (item, FALSE);
  }
  if (settings != NULL)
    g_settings_reset (settings, TICKS_KEY);
  if (settings != NULL)
    g_settings_reset (settings, "predictions");
}

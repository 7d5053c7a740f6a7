/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text laid out once and painted often.
 * Threads: the main one. Cost: a hash look-up a text; it forgets all when it holds very many.
 */
#include "ui/timeline/text-cache.h"

#define MAX_LAYOUTS 2000
/* Texts that are shortened are kept for every so many pixels. */
#define WIDTH_STEP 12

struct _HeddleTextCache {
  GtkWidget *widget;
  GHashTable *layouts[HEDDLE_N_TEXT_SIZES];
};

/**
 * heddle_text_cache_new:
 * @widget: (transfer none): whose font it is; it outlives the cache
 *
 * Returns: (transfer full): an empty cache
 */
HeddleTextCache *
heddle_text_cache_new (GtkWidget *widget)
{
  HeddleTextCache *self = g_new0 (HeddleTextCache, 1);

  self->widget = widget;
  for (guint i = 0; i < HEDDLE_N_TEXT_SIZES; i++)
    self->layouts[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  return self;
}

void
heddle_text_cache_free (HeddleTextCache *self)
{
  for (guint i = 0; i < HEDDLE_N_TEXT_SIZES; i++)
    g_hash_table_unref (self->layouts[i]);
  g_free (self);
}

/**
 * heddle_text_cache_clear:
 *
 * The font has changed.
 */
void
heddle_text_cache_clear (HeddleTextCache *self)
{
  for (guint i = 0; i < HEDDLE_N_TEXT_SIZES; i++)
    g_hash_table_remove_all (self->layouts[i]);
}

static PangoLayout *
create_layout (HeddleTextCache *self, HeddleTextSize size, const char *text)
{
  static const double scales[HEDDLE_N_TEXT_SIZES] = { 0.92, 0.92, 1.1, 2.1 };
  PangoLayout *layout = gtk_widget_create_pango_layout (self->widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (scales[size]));
  if (size == HEDDLE_TEXT_NUMBER || size == HEDDLE_TEXT_FLAG)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

/* What is known by a key, or made from a text. */
static PangoLayout *
find_layout (HeddleTextCache *self, HeddleTextSize size, const char *key, const char *text)
{
  PangoLayout *layout = g_hash_table_lookup (self->layouts[size], key);

  if (layout != NULL)
    return layout;
  if (g_hash_table_size (self->layouts[size]) >= MAX_LAYOUTS)
    g_hash_table_remove_all (self->layouts[size]);
  layout = create_layout (self, size, text);
  g_hash_table_insert (self->layouts[size], g_strdup (key), layout);
  return layout;
}

/**
 * heddle_text_cache_get:
 *
 * Returns: (transfer none): the text, laid out
 */
PangoLayout *
heddle_text_cache_get (HeddleTextCache *self, HeddleTextSize size, const char *text)
{
  return find_layout (self, size, text, text);
}

/**
 * heddle_text_cache_get_narrow:
 * @width: how much room there is, in pixels
 *
 * Returns: (transfer none): the text, laid out in that width or some pixels less; where it does not fit, its end is left
 *   out
 */
PangoLayout *
heddle_text_cache_get_narrow (HeddleTextCache *self, HeddleTextSize size, const char *text, int width)
{
  PangoLayout *whole = heddle_text_cache_get (self, size, text), *layout;
  int steps = width / WIDTH_STEP, whole_width;
  g_autofree char *key = NULL;

  pango_layout_get_pixel_size (whole, &whole_width, NULL);
  if (whole_width <= width || steps == 0)
    return whole;
  key = g_strdup_printf ("%d %s", steps, text);
  layout = find_layout (self, size, key, text);
  pango_layout_set_width (layout, steps * WIDTH_STEP * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

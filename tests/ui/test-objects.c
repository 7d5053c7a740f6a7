/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every GType of the window: its objects finalize, its properties notify when they change. And every colour can be read.
 */
#include "watch.h"

#include "ui/console/console-page.h"
#include "ui/drawer/drawer.h"
#include "ui/timeline/cursor.h"
#include "ui/style/palette.h"
#include "ui/timeline/ruler.h"
#include "ui/timeline/swatch.h"

#include <string.h>

static GType
get_type (guint index)
{
  const GType types[] = {
    HEDDLE_TYPE_TIME_AXIS, HEDDLE_TYPE_VARIANT_RUN, HEDDLE_TYPE_STAGE,   HEDDLE_TYPE_RULER,    HEDDLE_TYPE_SWATCH,
    HEDDLE_TYPE_CURSOR,    HEDDLE_TYPE_LANES,       HEDDLE_TYPE_CONSOLE, HEDDLE_TYPE_TIMELINE, HEDDLE_TYPE_CONSOLE_PAGE,
    HEDDLE_TYPE_ATTENTION, HEDDLE_TYPE_LANE_MARKS,  HEDDLE_TYPE_EVENTS,  HEDDLE_TYPE_DRAWER,
  };

  return index < G_N_ELEMENTS (types) ? types[index] : G_TYPE_INVALID;
}

static void
test_finalize (void)
{
  for (guint i = 0; get_type (i) != G_TYPE_INVALID; i++) {
    GObject *object = g_object_new (get_type (i), NULL);

    if (g_object_is_floating (object))
      g_object_ref_sink (object);
    g_object_add_weak_pointer (object, (gpointer *) &object);
    g_object_unref (object);
    if (object != NULL)
      g_error ("a %s is not finalized", g_type_name (get_type (i)));
  }
}

static void
test_bands_finalize (void)
{
  g_autoptr (HeddleTimeAxis) axis = heddle_time_axis_new ();
  g_autoptr (HeddleVariantRun) run = heddle_variant_run_new ("name", "Title");
  g_autoptr (HeddleAttention) attention = heddle_attention_new ();
  GtkWidget *band = g_object_ref_sink (heddle_band_new (run, axis, attention, 0));

  g_object_add_weak_pointer (G_OBJECT (band), (gpointer *) &band);
  g_object_unref (band);
  g_assert_null (band);
  g_assert_cmpuint (G_OBJECT (run)->ref_count, ==, 1);
  g_assert_cmpuint (G_OBJECT (axis)->ref_count, ==, 1);
}

static void
count (GObject *object, GParamSpec *spec, guint *n)
{
  (*n)++;
}

/* Another value than the one that is there. */
static gboolean
change_value (GValue *value, GParamSpec *spec)
{
  if (G_IS_PARAM_SPEC_INT64 (spec))
    g_value_set_int64 (value, g_value_get_int64 (value) / 2 + 5000);
  else if (G_IS_PARAM_SPEC_ENUM (spec))
    g_value_set_enum (value, g_value_get_enum (value) + 1);
  else if (G_IS_PARAM_SPEC_BOOLEAN (spec))
    g_value_set_boolean (value, !g_value_get_boolean (value));
  else if (G_IS_PARAM_SPEC_OBJECT (spec) && spec->value_type == HEDDLE_TYPE_TIME_AXIS)
    g_value_take_object (value, heddle_time_axis_new ());
  else
    return FALSE;
  return TRUE;
}

static void
check_notify (GObject *object, GParamSpec *spec)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autofree char *signal = g_strdup_printf ("notify::%s", spec->name);
  guint n = 0;

  g_value_init (&value, spec->value_type);
  g_object_get_property (object, spec->name, &value);
  if (!change_value (&value, spec))
    g_error ("the test does not know how to change %s of %s", spec->name, G_OBJECT_TYPE_NAME (object));
  g_signal_connect (object, signal, G_CALLBACK (count), &n);
  g_object_set_property (object, spec->name, &value);
  g_assert_cmpuint (n, ==, 1);
  g_object_set_property (object, spec->name, &value);
  g_assert_cmpuint (n, ==, 1);
}

static void
test_notify (void)
{
  for (guint i = 0; get_type (i) != G_TYPE_INVALID; i++) {
    g_autoptr (GTypeClass) class = g_type_class_ref (get_type (i));
    g_autoptr (GObject) object = g_object_ref_sink (g_object_new (get_type (i), NULL));
    guint n_specs;
    g_autofree GParamSpec **specs = g_object_class_list_properties (G_OBJECT_CLASS (class), &n_specs);

    for (guint k = 0; k < n_specs; k++)
      if (specs[k]->owner_type == get_type (i) && (specs[k]->flags & G_PARAM_WRITABLE) &&
          !(specs[k]->flags & G_PARAM_CONSTRUCT_ONLY))
        check_notify (object, specs[k]);
  }
}

static void
test_axis_stays_inside (void)
{
  g_autoptr (HeddleTimeAxis) axis = heddle_time_axis_new ();

  heddle_time_axis_set_extent_ns (axis, 1000000);
  heddle_time_axis_zoom (axis, 4, 0.5);
  g_assert_cmpint (heddle_time_axis_get_start_ns (axis), ==, 375000);
  g_assert_cmpint (heddle_time_axis_get_end_ns (axis), ==, 625000);
  g_assert_cmpfloat (heddle_time_axis_get_x (axis, 500000, 200), ==, 100);
  g_assert_cmpint (heddle_time_axis_get_ns (axis, 100, 200), ==, 500000);
  heddle_time_axis_pan (axis, 100);
  g_assert_cmpint (heddle_time_axis_get_end_ns (axis), ==, 1000000);
  heddle_time_axis_pan (axis, -100);
  g_assert_cmpint (heddle_time_axis_get_start_ns (axis), ==, 0);
  heddle_time_axis_set_extent_ns (axis, 2000000);
  g_assert_cmpint (heddle_time_axis_get_end_ns (axis), ==, 250000);
  heddle_time_axis_fit (axis);
  heddle_time_axis_set_extent_ns (axis, 3000000);
  g_assert_cmpint (heddle_time_axis_get_end_ns (axis), ==, 3000000);
}

static void
assert_readable (const GdkRGBA *text, const GdkRGBA *ground)
{
  g_assert_cmpfloat (heddle_palette_get_contrast (text, ground), >=, 4.5);
}

static void
test_contrast (void)
{
  GdkRGBA black = { 0, 0, 0, 1 }, white = { 1, 1, 1, 1 };

  g_assert_cmpfloat_with_epsilon (heddle_palette_get_contrast (&black, &white), 21, 0.001);
  for (guint scheme = 0; scheme < HEDDLE_N_SCHEMES; scheme++) {
    const HeddlePalette *palette = heddle_palette_get (scheme);

    for (guint number = 0; number <= HEDDLE_PALETTE_N_COLOURS; number++) {
      GdkRGBA colour = heddle_palette_get_task_colour (palette, number);

      assert_readable (&palette->task_text, &colour);
    }
    assert_readable (&palette->flag_text, &palette->flag);
    assert_readable (&palette->stop_text, &palette->stop);
    assert_readable (&palette->text, &palette->lane);
    assert_readable (&palette->dim_text, &palette->lane);
  }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  heddle_test_get_application ();
  g_test_add_func ("/objects/finalize", test_finalize);
  g_test_add_func ("/objects/bands-finalize", test_bands_finalize);
  g_test_add_func ("/objects/notify", test_notify);
  g_test_add_func ("/axis/stays-inside", test_axis_stays_inside);
  g_test_add_func ("/palette/contrast", test_contrast);
  return g_test_run ();
}

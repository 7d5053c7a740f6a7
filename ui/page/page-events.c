/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page's events: members as in UI Events, https://www.w3.org/TR/uievents/.
 * Threads: the main one. Cost: finding a delay O(the tasks since then).
 */
#include "ui/page/page-events.h"

#include "export/output.h"

#include <string.h>

/* `"name":"text"`, quoted as JSON wants it. */
static void
add_member (GString *json, const char *name, const char *text)
{
  HeddleOutput quoted = { .text = json };

  g_string_append_printf (json, ",\"%s\":", name);
  heddle_output_add_json_string (&quoted, text);
}

/**
 * heddle_page_events_new_input:
 * @text: what is in the text field now
 *
 * Returns: (transfer full): an input event
 */
char *
heddle_page_events_new_input (const char *text)
{
  GString *json = g_string_new ("{\"type\":\"input\"");

  add_member (json, "data", text);
  add_member (json, "inputType", "insertReplacementText");
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

static const char *
find_name (guint key)
{
  static const struct {
    guint key;
    const char *name;
  } names[] = {
    { GDK_KEY_Return, "Enter" },   { GDK_KEY_KP_Enter, "Enter" },     { GDK_KEY_BackSpace, "Backspace" },
    { GDK_KEY_Tab, "Tab" },        { GDK_KEY_Escape, "Escape" },      { GDK_KEY_Delete, "Delete" },
    { GDK_KEY_Left, "ArrowLeft" }, { GDK_KEY_Right, "ArrowRight" },   { GDK_KEY_Up, "ArrowUp" },
    { GDK_KEY_Down, "ArrowDown" }, { GDK_KEY_Home, "Home" },          { GDK_KEY_End, "End" },
    { GDK_KEY_Page_Up, "PageUp" }, { GDK_KEY_Page_Down, "PageDown" }, { GDK_KEY_Shift_L, "Shift" },
    { GDK_KEY_Shift_R, "Shift" },  { GDK_KEY_Control_L, "Control" },  { GDK_KEY_Control_R, "Control" },
    { GDK_KEY_Alt_L, "Alt" },      { GDK_KEY_Super_L, "Meta" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].key == key)
      return names[i].name;
  return NULL;
}

/* Where on the keyboard it is, as far as its letter tells. */
static char *
dup_code (gunichar letter, const char *name)
{
  if (letter < 0x80 && g_ascii_isalpha ((char) letter))
    return g_strdup_printf ("Key%c", g_ascii_toupper ((char) letter));
  if (letter < 0x80 && g_ascii_isdigit ((char) letter))
    return g_strdup_printf ("Digit%c", (char) letter);
  return g_strdup (letter == ' ' ? "Space" : name != NULL ? name : "");
}

/**
 * heddle_page_events_new_key:
 * @key: which key
 * @modifiers: which others are down
 *
 * Returns: (transfer full) (nullable): a keydown event; %NULL for a key without a name
 */
char *
heddle_page_events_new_key (guint key, GdkModifierType modifiers)
{
  gunichar letter = gdk_keyval_to_unicode (key);
  const char *name = find_name (key);
  char text[8] = { 0 };
  g_autofree char *code = NULL;
  GString *json;

  if (name == NULL && (letter == 0 || g_unichar_iscntrl (letter)))
    return NULL;
  if (name == NULL)
    g_unichar_to_utf8 (letter, text);
  code = dup_code (name == NULL ? letter : 0, name);
  json = g_string_new ("{\"type\":\"keydown\"");
  add_member (json, "key", name == NULL ? text : name);
  add_member (json, "code", code);
  g_string_append_printf (json, ",\"shiftKey\":%s,\"ctrlKey\":%s,\"altKey\":%s}",
                          modifiers & GDK_SHIFT_MASK ? "true" : "false",
                          modifiers & GDK_CONTROL_MASK ? "true" : "false", modifiers & GDK_ALT_MASK ? "true" : "false");
  return g_string_free (json, FALSE);
}

static const HeddleLane *
find_lane (HeddleTrace *trace, HeddleLaneType type)
{
  for (guint i = 0; i < heddle_trace_get_n_lanes (trace); i++) {
    const HeddleLane *lane = heddle_trace_get_lane (trace, i);

    if (lane->type == type && heddle_trace_get_thread (trace, lane->thread)->role == HEDDLE_ROLE_MAIN &&
        heddle_trace_lane_get_n_rows (lane) > 0)
      return lane;
  }
  return NULL;
}

/* The first input that was made at or after a time. */
static HeddleSpanRef
find_input (HeddleTrace *trace, gint64 sent_ns)
{
  const HeddleLane *lane = find_lane (trace, HEDDLE_LANE_INPUT);
  HeddleSpanRef found = 0;

  for (guint row = 0; lane != NULL && row < heddle_trace_lane_get_n_rows (lane); row++)
    for (guint i = heddle_trace_lane_get_n_spans (lane, row); i > 0; i--) {
      HeddleSpanRef ref = heddle_trace_lane_get_ref (lane, row, i - 1);
      const HeddleSpan *span = heddle_trace_get_span (trace, ref);

      if (span->start_ns < sent_ns)
        break;
      if (found == 0 || span->start_ns < heddle_trace_get_span (trace, found)->start_ns)
        found = ref;
    }
  return found;
}

/**
 * heddle_page_events_find_delay:
 * @sent_ns: when an input was sent, from the run's origin
 *
 * Returns: how long it took until its handlers ran, as it is recorded; -1 as long as they have not
 */
gint64
heddle_page_events_find_delay (HeddleTrace *trace, gint64 sent_ns)
{
  const HeddleLane *lane = find_lane (trace, HEDDLE_LANE_LOOP);
  HeddleSpanRef input = find_input (trace, sent_ns);

  if (lane == NULL || input == 0)
    return -1;
  for (guint i = heddle_trace_lane_get_n_spans (lane, 0); i > 0; i--) {
    const HeddleSpan *task = heddle_trace_get_span (trace, heddle_trace_lane_get_ref (lane, 0, i - 1));

    if (heddle_trace_get_cause (trace, task) == input)
      return task->start_ns - heddle_trace_get_span (trace, input)->start_ns;
    if (task->start_ns < sent_ns)
      break;
  }
  return -1;
}

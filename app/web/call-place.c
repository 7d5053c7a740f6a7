/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where in the program's text the call stands that runs now.
 * Threads: see call-place.h. The engine's stack tells it; stack.js reads that, and numbers the places for each thread.
 */
#include "web/call-place.h"

#include "loop/value.h"
#include "web/web.h"

static GArray *
get_places (HeddleLoop *loop)
{
  return heddle_loop_get_data (loop, "call-places");
}

/**
 * heddle_call_place_from_number:
 * @number: from the hook callPlace (); 0 for none
 *
 * Returns: the place
 */
HeddleCallPlace
heddle_call_place_from_number (HeddleLoop *loop, guint number)
{
  GArray *places = get_places (loop);
  HeddleCallPlace none = { 0 };

  return places != NULL && number > 0 && number <= places->len ? g_array_index (places, HeddleCallPlace, number - 1)
                                                               : none;
}

/**
 * heddle_call_place_get:
 *
 * Returns: where the program has called what runs now; no place in a timed run
 */
HeddleCallPlace
heddle_call_place_get (HeddleLoop *loop)
{
  HeddleCallPlace none = { 0 };
  JSValueRef number;

  if (!heddle_web_get_program (loop)->traced)
    return none;
  number = heddle_loop_call_hook (loop, "callPlace", 0, NULL);
  if (number == NULL)
    return none;
  return heddle_call_place_from_number (loop, (guint) JSValueToNumber (heddle_loop_get_context (loop), number, NULL));
}

/**
 * heddle_call_place_to_site:
 * @recorder: the calling thread's
 * @label: what happens there
 *
 * Returns: the recorder's site
 */
guint32
heddle_call_place_to_site (HeddleCallPlace place, HeddleRecorder *recorder, const char *label)
{
  return heddle_recorder_site (recorder, label, place.file, place.line, place.column);
}

/* addPlace (file, line, column): its number */
static JSValueRef
add_place (JSContextRef context,
           JSObjectRef function,
           JSObjectRef this_object,
           size_t n_arguments,
           const JSValueRef arguments[],
           JSValueRef *exception)
{
  GArray *places = get_places (heddle_loop_get_current ());
  g_autofree char *file = heddle_js_dup_utf8 (context, arguments[0], NULL);
  HeddleCallPlace place = { .file = g_intern_string (file),
                            .line = (guint) JSValueToNumber (context, arguments[1], NULL),
                            .column = (guint) JSValueToNumber (context, arguments[2], NULL) };

  g_array_append_val (places, place);
  return JSValueMakeNumber (context, places->len);
}

void
heddle_call_place_register (HeddleLoop *loop)
{
  heddle_loop_set_data (loop, "call-places", g_array_new (FALSE, FALSE, sizeof (HeddleCallPlace)),
                        (GDestroyNotify) g_array_unref);
  heddle_loop_add_native (loop, "addPlace", add_place);
}

/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plausible made-up data about a name.
 * Threads: any. Cost: about 1 µs.
 */
#include "server/data.h"

#include "server/json.h"
#include "server/seeded.h"

#include <string.h>

static const char *const qualities[] = {
  "amber",  "bright", "calm",  "coarse", "fine",   "golden", "green",   "grey",
  "indigo", "plain",  "quiet", "red",    "silver", "soft",   "striped", "white",
};

static const char *const things[] = {
  "bobbin",  "cloth", "cotton", "fringe",  "heddle", "knot",   "linen", "loom",
  "pattern", "reed",  "ribbon", "shuttle", "silk",   "thread", "weft",  "wool",
};

#define MIN_ITEMS 2
#define MAX_ITEMS 5

/* The number that a name ends in is its id (data7, users/7); any other name has an id of its own. */
static guint64
get_id (const char *name, guint64 hash)
{
  const char *digits = name + strlen (name);

  while (digits > name && g_ascii_isdigit (digits[-1]))
    digits--;
  if (*digits != '\0' && strlen (digits) <= 15)
    return g_ascii_strtoull (digits, NULL, 10);
  return 1 + hash % 9999;
}

static void
append_words (GString *json, guint64 hash)
{
  g_string_append (json, qualities[hash % G_N_ELEMENTS (qualities)]);
  g_string_append_c (json, ' ');
  g_string_append (json, things[(hash >> 8) % G_N_ELEMENTS (things)]);
}

static void
append_item (GString *json, guint64 id, guint64 hash)
{
  g_string_append (json, "{\"id\":");
  heddle_json_append_integer (json, id);
  g_string_append (json, ",\"name\":\"");
  append_words (json, hash);
  g_string_append (json, "\",\"value\":");
  heddle_json_append_integer (json, (hash >> 16) % 100);
  g_string_append_c (json, '}');
}

/**
 * heddle_data_append:
 * @json: where to append
 * @name: what the data is about
 * @seed: which variety of it
 *
 * Appends the members of a JSON object, without its braces: "id", "name", "title", "value" and "items". They are the
 * same for the same @name and @seed, on every machine.
 */
void
heddle_data_append (GString *json, const char *name, guint64 seed)
{
  guint64 hash = heddle_seeded_hash (name, seed);
  guint64 n_items = MIN_ITEMS + (hash >> 40) % (MAX_ITEMS - MIN_ITEMS + 1);

  g_string_append (json, "\"id\":");
  heddle_json_append_integer (json, get_id (name, hash));
  g_string_append (json, ",\"name\":");
  heddle_json_append_string (json, name, -1);
  g_string_append (json, ",\"title\":\"The ");
  append_words (json, hash);
  g_string_append (json, "\",\"value\":");
  heddle_json_append_integer (json, (hash >> 16) % 1000);
  g_string_append (json, ",\"items\":[");
  for (guint64 i = 1; i <= n_items; i++) {
    if (i > 1)
      g_string_append_c (json, ',');
    append_item (json, i, heddle_seeded_mix (hash + i));
  }
  g_string_append_c (json, ']');
}

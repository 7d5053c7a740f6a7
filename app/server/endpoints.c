/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The generated endpoints: which there are, and what they have in common.
 * Threads: the server's.
 */
#include "server/endpoints.h"

#include "server/answer.h"
#include "server/echo.h"
#include "server/generated.h"
#include "server/host.h"
#include "server/json.h"
#include "server/query.h"
#include "server/seeded.h"

#include <string.h>

#define MAX_DELAY_MS 600000

/* A textbook's https://api.example.com is far away: its answers take as long as those from another continent. */
#define EXAMPLE_DELAY_MS 200
#define MAX_SEED G_GUINT64_CONSTANT (9007199254740991)

/* So many different targets of /flaky are remembered; then counting starts anew. */
#define MAX_TARGETS 100000

struct _HeddleEndpoints {
  HeddleDelays *delays;
  HeddleWaitingRoom *waiting_room;
  GHashTable *attempts;
};

/**
 * AnswerFunc:
 * @request: a request; the function gives it an answer, or an error
 * @error: where to put an error
 *
 * Returns: whether it has an answer; else HEDDLE_ERROR_USAGE
 */
typedef gboolean (*AnswerFunc) (HeddleRequest *request, GError **error);

static const struct {
  const char *name;
  AnswerFunc answer;
  gboolean waits_for_ever;
  const char *usage;
} endpoints[] = {
  { "data", heddle_generated_data, FALSE, "/data/NAME" },
  { "status", heddle_generated_status, FALSE, "/status/CODE" },
  { "bytes", heddle_generated_bytes, FALSE, "/bytes/N" },
  { "stream", heddle_generated_stream, FALSE, "/stream/N?interval=MS" },
  { "flaky", heddle_generated_flaky, FALSE, "/flaky?rate=R" },
  { "echo", heddle_echo_answer, FALSE, "/echo" },
  { "drip", heddle_generated_drip, FALSE, "/drip?duration=MS&numbytes=N" },
  { "redirect", heddle_generated_redirect, FALSE, "/redirect/N" },
  { "hang", heddle_generated_hang, TRUE, "/hang" },
};

/* Finds NAME or NAME/ARGUMENT; and dataN, which is data/dataN. */
static gssize
find_endpoint (const char *path, const char **argument)
{
  gsize length = strcspn (path, "/");

  for (gsize i = 0; i < G_N_ELEMENTS (endpoints); i++) {
    if (strncmp (path, endpoints[i].name, length) != 0 || endpoints[i].name[length] != '\0')
      continue;
    *argument = path[length] == '/' ? path + length + 1 : "";
    return (gssize) i;
  }
  *argument = path;
  if (g_str_has_prefix (path, "data") && strspn (path + 4, "0123456789") == strlen (path + 4))
    return 0;
  return -1;
}

static double
get_default_delay (HeddleRequest *request)
{
  const char *host = g_uri_get_host (soup_server_message_get_uri (request->message));

  return heddle_host_is_example (host) ? EXAMPLE_DELAY_MS : 0;
}

/* How long the answer has to wait, in µs; the same for the same seed and target. */
static gboolean
get_wait (HeddleRequest *request, gint64 *wait_us, GError **error)
{
  double delay_ms = get_default_delay (request), jitter_ms = 0, fraction;
  gboolean is_seeded = request->query != NULL && g_hash_table_contains (request->query, "seed");

  if (!heddle_query_get_number (request->query, "delay", MAX_DELAY_MS, &delay_ms, error) ||
      !heddle_query_get_number (request->query, "jitter", MAX_DELAY_MS, &jitter_ms, error) ||
      !heddle_query_get_integer (request->query, "seed", MAX_SEED, &request->seed, error))
    return FALSE;
  if (jitter_ms > 0) {
    fraction = is_seeded ? heddle_seeded_fraction (heddle_seeded_hash (request->target, request->seed))
                         : g_random_double ();
    delay_ms = MIN (delay_ms + jitter_ms * fraction, MAX_DELAY_MS);
  }
  *wait_us = (gint64) (delay_ms * 1000);
  return TRUE;
}

static void
answer (HeddleRequest *request, gsize endpoint)
{
  g_autoptr (GError) error = NULL;
  gint64 wait_us = 0;

  if (!get_wait (request, &wait_us, &error) || !endpoints[endpoint].answer (request, &error)) {
    heddle_answer_error (request->message, SOUP_STATUS_BAD_REQUEST, error->message);
    return;
  }
  if (endpoints[endpoint].waits_for_ever)
    wait_us = -1;
  if (wait_us != 0)
    heddle_waiting_room_hold (request->endpoints->waiting_room, request->message, request->socket, wait_us);
}

/**
 * heddle_endpoints_new:
 * @delays: (transfer none): the timers
 * @waiting_room: (transfer none): where requests wait
 *
 * Returns: (transfer full): the endpoints of one origin
 */
HeddleEndpoints *
heddle_endpoints_new (HeddleDelays *delays, HeddleWaitingRoom *waiting_room)
{
  HeddleEndpoints *self = g_new0 (HeddleEndpoints, 1);

  self->delays = delays;
  self->waiting_room = waiting_room;
  self->attempts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
heddle_endpoints_free (HeddleEndpoints *self)
{
  g_hash_table_unref (self->attempts);
  g_free (self);
}

/**
 * heddle_endpoints_answer:
 * @self: the endpoints
 * @message: a request
 * @socket: (nullable): its connection
 * @path: what it is for, decoded, without the first slash
 * @query: (nullable): names and texts of its query
 *
 * Returns: whether there is an endpoint of that name; it has answered then, or will
 */
gboolean
heddle_endpoints_answer (HeddleEndpoints *self,
                         SoupServerMessage *message,
                         GSocket *socket,
                         const char *path,
                         GHashTable *query)
{
  HeddleRequest request = { .endpoints = self, .message = message, .socket = socket, .query = query };
  GUri *uri = soup_server_message_get_uri (message);
  gssize endpoint = find_endpoint (path, &request.argument);
  const char *query_text = g_uri_get_query (uri);
  g_autofree char *target = g_strconcat (g_uri_get_path (uri), query_text != NULL ? "?" : NULL, query_text, NULL);

  if (endpoint < 0)
    return FALSE;
  request.target = target;
  answer (&request, (gsize) endpoint);
  return TRUE;
}

/**
 * heddle_endpoints_answer_unknown:
 * @message: a request that neither a file nor an endpoint answers
 * @path: what it is for, decoded, without the first slash
 *
 * Answers 404, with what there is instead.
 */
void
heddle_endpoints_answer_unknown (SoupServerMessage *message, const char *path)
{
  g_autofree char *text = g_strdup_printf ("there is no file “%s” in the folder, and no endpoint of that name", path);
  GString *json = g_string_new ("{\"error\":");

  heddle_json_append_string (json, text, -1);
  g_string_append (json, ",\"endpoints\":[");
  for (gsize i = 0; i < G_N_ELEMENTS (endpoints); i++) {
    if (i > 0)
      g_string_append_c (json, ',');
    heddle_json_append_string (json, endpoints[i].usage, -1);
  }
  g_string_append (json, "],\"for all of them\":\"?delay=MS&jitter=MS&seed=N\"}\n");
  heddle_answer_json (message, SOUP_STATUS_NOT_FOUND, json);
}

HeddleDelays *
heddle_endpoints_get_delays (HeddleEndpoints *self)
{
  return self->delays;
}

/**
 * heddle_endpoints_count_attempt:
 * @self: the endpoints
 * @target: path and query of a request
 *
 * Returns: how often this was called for that @target before
 */
guint64
heddle_endpoints_count_attempt (HeddleEndpoints *self, const char *target)
{
  guint64 n_before = GPOINTER_TO_SIZE (g_hash_table_lookup (self->attempts, target));

  if (g_hash_table_size (self->attempts) >= MAX_TARGETS)
    g_hash_table_remove_all (self->attempts);
  g_hash_table_replace (self->attempts, g_strdup (target), GSIZE_TO_POINTER (n_before + 1));
  return n_before;
}

/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the endpoints answer, each for itself.
 * Threads: the server's. Errors: HEDDLE_ERROR_USAGE, for a number in the path or the query that is not allowed.
 */
#include "server/generated.h"

#include "server/answer.h"
#include "server/data.h"
#include "server/json.h"
#include "server/query.h"
#include "server/seeded.h"
#include "server/timed-body.h"

#include <string.h>

#define MAX_BYTES (G_GUINT64_CONSTANT (1) << 30)
#define MAX_CHUNKS 100000
#define MAX_DURATION_MS 600000
#define MAX_REDIRECTS 100
#define PIECE_BYTES (64 * 1024)
#define DRIP_PIECE_US 10000.0

/* The part of an endless row of bytes that one answer sends. */
typedef struct {
  guint64 seed;
  guint64 n_bytes;
  guint64 n_pieces;
} Bytes;

/* The first byte of a piece: the pieces differ by one byte at most. */
static guint64
get_piece_start (const Bytes *bytes, guint64 index)
{
  return bytes->n_bytes / bytes->n_pieces * index + bytes->n_bytes % bytes->n_pieces * index / bytes->n_pieces;
}

static GBytes *
make_bytes (guint64 index, gpointer data)
{
  const Bytes *bytes = data;
  guint64 start = index * PIECE_BYTES;
  gsize size_bytes = (gsize) MIN (bytes->n_bytes - start, PIECE_BYTES);
  guint8 *piece = g_malloc (size_bytes);

  heddle_seeded_fill (piece, size_bytes, bytes->seed, start);
  return g_bytes_new_take (piece, size_bytes);
}

static GBytes *
make_drops (guint64 index, gpointer data)
{
  const Bytes *bytes = data;
  gsize size_bytes = (gsize) (get_piece_start (bytes, index + 1) - get_piece_start (bytes, index));
  guint8 *piece = g_malloc (size_bytes);

  memset (piece, '*', size_bytes);
  return g_bytes_new_take (piece, size_bytes);
}

static GBytes *
make_line (guint64 index, gpointer data)
{
  guint64 *n_chunks = data;
  GString *line = g_string_new ("{\"chunk\":");

  heddle_json_append_integer (line, index + 1);
  g_string_append (line, ",\"of\":");
  heddle_json_append_integer (line, *n_chunks);
  g_string_append (line, "}\n");
  return g_string_free_to_bytes (line);
}

static void
start (HeddleRequest *request, const char *content_type)
{
  soup_server_message_set_status (request->message, SOUP_STATUS_OK, NULL);
  soup_message_headers_append (soup_server_message_get_response_headers (request->message), "Content-Type",
                               content_type);
}

static void
send_bytes (HeddleRequest *request, guint64 n_bytes, guint64 n_pieces, double interval_us, HeddlePieceFunc func)
{
  Bytes *bytes = g_new0 (Bytes, 1);

  bytes->seed = request->seed;
  bytes->n_bytes = n_bytes;
  bytes->n_pieces = n_pieces;
  start (request, "application/octet-stream");
  soup_message_headers_set_content_length (soup_server_message_get_response_headers (request->message),
                                           (goffset) n_bytes);
  heddle_timed_body_send (request->message, heddle_endpoints_get_delays (request->endpoints), n_pieces, interval_us,
                          func, bytes, g_free);
}

/**
 * heddle_generated_data:
 * @request: GET, or another method with something to keep
 * @error: where to put an error
 *
 * `/data/NAME`: JSON about NAME. What another method than GET sent is in "received"; POST is answered with 201.
 *
 * Returns: %TRUE
 */
gboolean
heddle_generated_data (HeddleRequest *request, GError **error)
{
  const char *method = soup_server_message_get_method (request->message);
  SoupMessageBody *body = soup_server_message_get_request_body (request->message);
  GString *json = g_string_sized_new (512);

  g_string_append_c (json, '{');
  heddle_data_append (json, *request->argument != '\0' ? request->argument : "data", request->seed);
  if (method != SOUP_METHOD_GET && method != SOUP_METHOD_HEAD) {
    g_string_append (json, ",\"method\":");
    heddle_json_append_string (json, method, -1);
    g_string_append (json, ",\"received\":");
    heddle_json_append_string (json, body->length > 0 ? (const char *) body->data : "", (gssize) body->length);
  }
  g_string_append_c (json, '}');
  heddle_answer_json (request->message, method == SOUP_METHOD_POST ? SOUP_STATUS_CREATED : SOUP_STATUS_OK, json);
  return TRUE;
}

/* RFC 6585, 8470, 7725 and 2324: those that libsoup has no words for. */
static const char *
get_reason (guint status)
{
  switch (status) {
  case 418:
    return "I'm a teapot";
  case 425:
    return "Too Early";
  case 428:
    return "Precondition Required";
  case 429:
    return "Too Many Requests";
  case 431:
    return "Request Header Fields Too Large";
  case 451:
    return "Unavailable For Legal Reasons";
  default:
    return soup_status_get_phrase (status);
  }
}

/**
 * heddle_generated_status:
 * @request: any method
 * @error: where to put an error
 *
 * `/status/CODE`: an answer with that status.
 *
 * Returns: whether CODE is right
 */
gboolean
heddle_generated_status (HeddleRequest *request, GError **error)
{
  guint64 status = 0;
  GString *json;

  if (!heddle_query_parse_integer (request->argument, "CODE", 200, 599, &status, error))
    return FALSE;
  if (status == SOUP_STATUS_NO_CONTENT || status == SOUP_STATUS_NOT_MODIFIED || status == SOUP_STATUS_RESET_CONTENT) {
    soup_server_message_set_status (request->message, (guint) status, NULL);
    if (status == SOUP_STATUS_NOT_MODIFIED)
      soup_message_headers_set_encoding (soup_server_message_get_response_headers (request->message),
                                         SOUP_ENCODING_NONE);
    return TRUE;
  }
  json = g_string_new ("{\"status\":");
  heddle_json_append_integer (json, status);
  g_string_append (json, ",\"reason\":");
  heddle_json_append_string (json, get_reason ((guint) status), -1);
  g_string_append_c (json, '}');
  heddle_answer_json (request->message, (guint) status, json);
  soup_server_message_set_status (request->message, (guint) status, get_reason ((guint) status));
  return TRUE;
}

/**
 * heddle_generated_bytes:
 * @request: any method
 * @error: where to put an error
 *
 * `/bytes/N`: N bytes, the same for the same seed.
 *
 * Returns: whether N is right
 */
gboolean
heddle_generated_bytes (HeddleRequest *request, GError **error)
{
  guint64 n_bytes = 0;

  if (!heddle_query_parse_integer (request->argument, "N", 0, MAX_BYTES, &n_bytes, error))
    return FALSE;
  send_bytes (request, n_bytes, (n_bytes + PIECE_BYTES - 1) / PIECE_BYTES, 0, make_bytes);
  return TRUE;
}

/**
 * heddle_generated_stream:
 * @request: any method
 * @error: where to put an error
 *
 * `/stream/N?interval=MS`: N chunks, a line of JSON each; the first at once, the others MS apart.
 *
 * Returns: whether the numbers are right
 */
gboolean
heddle_generated_stream (HeddleRequest *request, GError **error)
{
  guint64 n_chunks = 0;
  double interval_ms = 0;

  if (!heddle_query_parse_integer (request->argument, "N", 0, MAX_CHUNKS, &n_chunks, error) ||
      !heddle_query_get_number (request->query, "interval", MAX_DURATION_MS, &interval_ms, error))
    return FALSE;
  start (request, "application/x-ndjson");
  heddle_timed_body_send (request->message, heddle_endpoints_get_delays (request->endpoints), n_chunks,
                          interval_ms * 1000, make_line, g_memdup2 (&n_chunks, sizeof n_chunks), g_free);
  return TRUE;
}

/**
 * heddle_generated_flaky:
 * @request: any method
 * @error: where to put an error
 *
 * `/flaky?rate=R`: fails with 503 in that share of the requests. Whether the first, second … request with the same path
 * and query fails depends on the seed only.
 *
 * Returns: whether R is right
 */
gboolean
heddle_generated_flaky (HeddleRequest *request, GError **error)
{
  gboolean is_seeded = request->query != NULL && g_hash_table_contains (request->query, "seed");
  double rate = 0.5, fraction;
  guint64 attempt;
  GString *json;

  if (!heddle_query_get_number (request->query, "rate", 1, &rate, error))
    return FALSE;
  attempt = heddle_endpoints_count_attempt (request->endpoints, request->target);
  fraction = is_seeded ? heddle_seeded_fraction (heddle_seeded_hash (request->target,
                                                                     heddle_seeded_mix (request->seed) + attempt))
                       : g_random_double ();
  if (fraction < rate) {
    heddle_answer_error (request->message, SOUP_STATUS_SERVICE_UNAVAILABLE, "this endpoint fails now and then");
    return TRUE;
  }
  json = g_string_new ("{\"attempt\":");
  heddle_json_append_integer (json, attempt + 1);
  g_string_append_c (json, ',');
  heddle_data_append (json, "flaky", request->seed);
  g_string_append_c (json, '}');
  heddle_answer_json (request->message, SOUP_STATUS_OK, json);
  return TRUE;
}

/**
 * heddle_generated_drip:
 * @request: any method
 * @error: where to put an error
 *
 * `/drip?duration=MS&numbytes=N`: N bytes, evenly over that time.
 *
 * Returns: whether the numbers are right
 */
gboolean
heddle_generated_drip (HeddleRequest *request, GError **error)
{
  double duration_ms = 2000, n_wanted;
  guint64 n_bytes = 10, n_pieces;

  if (!heddle_query_get_number (request->query, "duration", MAX_DURATION_MS, &duration_ms, error) ||
      !heddle_query_get_integer (request->query, "numbytes", MAX_BYTES, &n_bytes, error))
    return FALSE;
  n_wanted = MAX (duration_ms * 1000 / DRIP_PIECE_US, (double) n_bytes / PIECE_BYTES);
  n_pieces = MIN (n_bytes, (guint64) n_wanted + 1);
  send_bytes (request, n_bytes, n_pieces, n_pieces > 1 ? duration_ms * 1000 / (double) (n_pieces - 1) : 0, make_drops);
  return TRUE;
}

/**
 * heddle_generated_redirect:
 * @request: any method
 * @error: where to put an error
 *
 * `/redirect/N`: N redirections, then `/data/done`; the query stays.
 *
 * Returns: whether N is right
 */
gboolean
heddle_generated_redirect (HeddleRequest *request, GError **error)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (request->message));
  GString *location = g_string_new (NULL);
  guint64 n_left = 0;
  gboolean is_right;

  is_right = heddle_query_parse_integer (request->argument, "N", 1, MAX_REDIRECTS, &n_left, error);
  if (is_right) {
    if (n_left > 1)
      g_string_printf (location, "/redirect/%u", (guint) n_left - 1);
    else
      g_string_assign (location, "/data/done");
    if (query != NULL)
      g_string_append_printf (location, "?%s", query);
    soup_server_message_set_status (request->message, SOUP_STATUS_FOUND, NULL);
    soup_message_headers_append (soup_server_message_get_response_headers (request->message), "Location",
                                 location->str);
  }
  g_string_free (location, TRUE);
  return is_right;
}

/**
 * heddle_generated_hang:
 * @request: any method
 * @error: where to put an error
 *
 * `/hang`: no answer, however long the client waits. (What is set here is what a client gets that has left.)
 *
 * Returns: %TRUE
 */
gboolean
heddle_generated_hang (HeddleRequest *request, GError **error)
{
  soup_server_message_set_status (request->message, SOUP_STATUS_SERVICE_UNAVAILABLE, NULL);
  return TRUE;
}

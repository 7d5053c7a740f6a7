/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An origin: a listening socket and the folder that it serves, then the generated endpoints.
 * Threads: the server's.
 */
#include "server/origin.h"

#include "base/loopback.h"
#include "server/acceptor.h"
#include "server/answer.h"
#include "server/connection.h"
#include "server/endpoints.h"
#include "server/files.h"
#include "server/host.h"

#include <string.h>
#include <unistd.h>

/* What is kept of a request's body; and how much more is read only in order to answer that it was too much. */
#define MAX_BODY_BYTES (64 * 1024 * 1024)
#define MAX_DRAINED_BYTES G_GINT64_CONSTANT (1073741824)

struct _HeddleOrigin {
  SoupServer *server;
  HeddleFolder *folder;
  HeddleEndpoints *endpoints;
  HeddleDelays *delays;
  GPtrArray *acceptors;
  guint16 port;
};

static G_DEFINE_QUARK (heddle_origin_received, received)

static gboolean
check_host (HeddleOrigin *self, SoupServerMessage *message)
{
  GUri *uri = soup_server_message_get_uri (message);

  if (heddle_host_is_ours (g_uri_get_host (uri), g_uri_get_port (uri), self->port))
    return TRUE;
  heddle_answer_allow_all_origins (message);
  heddle_answer_text (message, SOUP_STATUS_MISDIRECTED_REQUEST,
                      "this server answers for 127.0.0.1:%u, localhost:%u and the example names (example.com …), not "
                      "for “%s”\n",
                      self->port, self->port, g_uri_get_host (uri));
  return FALSE;
}

static void
refuse_body (SoupServerMessage *message)
{
  if (soup_server_message_get_status (message) != 0)
    return;
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  heddle_answer_allow_all_origins (message);
  heddle_answer_error (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, "the body of a request may have 64 MiB at most");
}

/* The count is there from the first chunk on, so that requests without a body cost nothing. */
static void
on_got_chunk (SoupServerMessage *message, GBytes *chunk)
{
  gsize received = GPOINTER_TO_SIZE (g_object_get_qdata (G_OBJECT (message), received_quark ()));
  GSocket *socket = heddle_connection_get_socket (message);

  received += g_bytes_get_size (chunk);
  g_object_set_qdata (G_OBJECT (message), received_quark (), GSIZE_TO_POINTER (received));
  if (received > MAX_BODY_BYTES)
    refuse_body (message);
  if (received > MAX_DRAINED_BYTES && socket != NULL)
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

/* Before the body of the request comes. */
static void
on_early (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupEncoding encoding = soup_message_headers_get_encoding (headers);

  heddle_connection_begin_request (message);
  if (!check_host (data, message)) {
    soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
    return;
  }
  if (encoding == SOUP_ENCODING_NONE)
    return;
  if (encoding == SOUP_ENCODING_CONTENT_LENGTH && soup_message_headers_get_content_length (headers) > MAX_BODY_BYTES)
    refuse_body (message);
  g_signal_connect (message, "got-chunk", G_CALLBACK (on_got_chunk), NULL);
}

static gboolean
is_preflight (SoupServerMessage *message)
{
  if (soup_server_message_get_method (message) != SOUP_METHOD_OPTIONS)
    return FALSE;
  return soup_server_message_is_options_ping (message) ||
         soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                       "Access-Control-Request-Method") != NULL;
}

static void
answer (HeddleOrigin *self, SoupServerMessage *message, const char *path, GHashTable *query)
{
  const char *method = soup_server_message_get_method (message);
  GSocket *socket = heddle_connection_get_socket (message);
  struct stat info;
  int fd;

  if (method == SOUP_METHOD_GET || method == SOUP_METHOD_HEAD) {
    if (heddle_files_answer (self->folder, message, socket, path)) {
      heddle_answer_hide_from_other_origins (message);
      return;
    }
  }
  if (heddle_endpoints_answer (self->endpoints, message, socket, path, query))
    return;
  if (method == SOUP_METHOD_OPTIONS) {
    heddle_answer_preflight (message);
  } else if (method != SOUP_METHOD_GET && method != SOUP_METHOD_HEAD &&
             heddle_folder_open (self->folder, path, &fd, &info) == HEDDLE_FOLDER_FILE) {
    close (fd);
    soup_message_headers_append (soup_server_message_get_response_headers (message), "Allow", "GET, HEAD, OPTIONS");
    heddle_answer_text (message, SOUP_STATUS_METHOD_NOT_ALLOWED, "“%s” is a file: it can be read, not changed\n", path);
  } else {
    heddle_endpoints_answer_unknown (message, path);
  }
}

static void
on_request (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  const char *raw_path = g_uri_get_path (soup_server_message_get_uri (message));
  g_autofree char *decoded = NULL;

  heddle_answer_allow_all_origins (message);
  if (is_preflight (message)) {
    heddle_answer_preflight (message);
    return;
  }
  raw_path += strspn (raw_path, "/");
  if (strchr (raw_path, '%') == NULL) {
    answer (data, message, raw_path, query);
    return;
  }
  decoded = g_uri_unescape_string (raw_path, NULL);
  if (decoded == NULL)
    heddle_answer_text (message, SOUP_STATUS_FORBIDDEN, "“%s” cannot be decoded, or has a NUL in it\n", raw_path);
  else
    answer (data, message, decoded + strspn (decoded, "/"), query);
}

/**
 * heddle_origin_new:
 * @folder: the path of the folder to serve
 * @delays: (transfer none): the timers
 * @waiting_room: (transfer none): where requests wait
 * @error: where to put an error
 *
 * Returns: (transfer full) (nullable): an origin that does not listen yet, or %NULL with HEDDLE_ERROR_NOT_FOUND
 */
HeddleOrigin *
heddle_origin_new (const char *folder, HeddleDelays *delays, HeddleWaitingRoom *waiting_room, GError **error)
{
  g_autoptr (HeddleFolder) opened = heddle_folder_new (folder, error);
  HeddleOrigin *self;

  if (opened == NULL)
    return NULL;
  self = g_new0 (HeddleOrigin, 1);
  self->folder = g_steal_pointer (&opened);
  self->delays = delays;
  self->endpoints = heddle_endpoints_new (delays, waiting_room);
  self->acceptors = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_acceptor_free);
  self->server = g_object_new (SOUP_TYPE_SERVER, "raw-paths", TRUE, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  soup_server_add_early_handler (self->server, NULL, on_early, self, NULL);
  return self;
}

/**
 * heddle_origin_free:
 * @self: an origin
 *
 * Closes its sockets and its connections; requests that wait get no answer.
 */
void
heddle_origin_free (HeddleOrigin *self)
{
  g_ptr_array_unref (self->acceptors);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  heddle_endpoints_free (self->endpoints);
  heddle_folder_free (self->folder);
  g_free (self);
}

/**
 * heddle_origin_listen:
 * @self: an origin
 * @socket: (transfer none): a socket that listens on the loopback
 * @error: where to put an error
 *
 * An origin may listen on 127.0.0.1 and on ::1, with the same port.
 *
 * Returns: whether it listens
 */
gboolean
heddle_origin_listen (HeddleOrigin *self, GSocket *socket, GError **error)
{
  HeddleAcceptor *acceptor = heddle_acceptor_new (self->server, socket, self->delays, error);

  if (acceptor == NULL)
    return FALSE;
  g_ptr_array_add (self->acceptors, acceptor);
  self->port = heddle_loopback_get_port (socket);
  return TRUE;
}

guint16
heddle_origin_get_port (HeddleOrigin *self)
{
  return self->port;
}

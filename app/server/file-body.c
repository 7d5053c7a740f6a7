/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sends a part of a file as the body of an answer.
 * Threads: the server's. Cost: a small part is read at once; a large one by other threads, a piece at a time.
 */
#include "server/file-body.h"

#include <gio/gunixinputstream.h>
#include <unistd.h>

#define SMALL_BYTES (64 * 1024)
#define PIECE_BYTES (256 * 1024)

/* One reference belongs to the message, one to the read under way; message is NULL when the message has gone. */
typedef struct {
  SoupServerMessage *message;
  GSocket *socket;
  GInputStream *stream;
  GCancellable *cancellable;
  guint64 left_bytes;
} FileBody;

static G_DEFINE_QUARK (heddle_file_body, file_body)

static void
file_body_clear (gpointer data)
{
  FileBody *body = data;

  g_clear_object (&body->socket);
  g_clear_object (&body->stream);
  g_clear_object (&body->cancellable);
}

static void
file_body_unref (FileBody *body)
{
  g_rc_box_release_full (body, file_body_clear);
}

static void
on_message_gone (gpointer data)
{
  FileBody *body = data;

  body->message = NULL;
  g_cancellable_cancel (body->cancellable);
  file_body_unref (body);
}

/* The client was told how long the body is, so a file that has become shorter can only be shown by ending early. */
static void
give_up (SoupServerMessage *message, GSocket *socket)
{
  static const char nothing[1] = { 0 };

  if (socket != NULL)
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC, nothing, 1);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  FileBody *body = data;
  g_autoptr (GBytes) piece = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);

  if (body->message != NULL) {
    if (piece == NULL || g_bytes_get_size (piece) == 0) {
      give_up (body->message, body->socket);
    } else {
      body->left_bytes -= g_bytes_get_size (piece);
      soup_message_body_append_bytes (soup_server_message_get_response_body (body->message), piece);
    }
    soup_server_message_unpause (body->message);
  }
  file_body_unref (body);
}

static void
read_piece (SoupServerMessage *message, FileBody *body)
{
  if (body->left_bytes == 0)
    return;
  g_input_stream_read_bytes_async (body->stream, MIN (body->left_bytes, PIECE_BYTES), G_PRIORITY_DEFAULT,
                                   body->cancellable, on_read, g_rc_box_acquire (body));
}

static void
send_pieces (SoupServerMessage *message, GSocket *socket, int fd, guint64 n_bytes)
{
  FileBody *body = g_rc_box_new0 (FileBody);

  body->message = message;
  body->socket = socket != NULL ? g_object_ref (socket) : NULL;
  body->stream = g_unix_input_stream_new (fd, TRUE);
  body->cancellable = g_cancellable_new ();
  body->left_bytes = n_bytes;
  g_object_set_qdata_full (G_OBJECT (message), file_body_quark (), body, on_message_gone);
  g_signal_connect (message, "wrote-headers", G_CALLBACK (read_piece), body);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (read_piece), body);
}

static void
send_at_once (SoupServerMessage *message, GSocket *socket, int fd, guint64 n_bytes)
{
  SoupMessageBody *sent = soup_server_message_get_response_body (message);
  g_autofree guchar *data = g_malloc (n_bytes);
  guint64 n_read = 0;

  while (n_read < n_bytes) {
    gssize n = read (fd, data + n_read, n_bytes - n_read);

    if (n <= 0)
      break;
    n_read += (guint64) n;
  }
  close (fd);
  if (n_read == n_bytes)
    soup_message_body_append_take (sent, g_steal_pointer (&data), n_bytes);
  else
    give_up (message, socket);
}

/**
 * heddle_file_body_send:
 * @message: a GET or HEAD request whose answer has its status
 * @socket: (nullable): its connection
 * @fd: (transfer full): an open file
 * @first: the first byte to send
 * @n_bytes: how many
 */
void
heddle_file_body_send (SoupServerMessage *message, GSocket *socket, int fd, guint64 first, guint64 n_bytes)
{
  soup_message_headers_set_content_length (soup_server_message_get_response_headers (message), (goffset) n_bytes);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
  if (soup_server_message_get_method (message) == SOUP_METHOD_HEAD || n_bytes == 0) {
    close (fd);
    return;
  }
  lseek (fd, (off_t) first, SEEK_SET);
  if (n_bytes <= SMALL_BYTES)
    send_at_once (message, socket, fd, n_bytes);
  else
    send_pieces (message, socket, fd, n_bytes);
}

/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sends a part of a file as the body of an answer.
 * Threads: the server's. Cost: a small part is read at once; a large one by other threads, a piece at a time.
 */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

void heddle_file_body_send (SoupServerMessage *message, GSocket *socket, int fd, guint64 first, guint64 n_bytes);

G_END_DECLS

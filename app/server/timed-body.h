/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bodies that are made piece by piece while they are sent.
 * Threads: the server's. Cost: memory for one piece, whatever the size of the body.
 */
#pragma once

#include "server/delay.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * HeddlePieceFunc:
 * @index: which piece, from 0
 * @data: what belongs to the body
 *
 * Returns: (transfer full): the piece; it is not empty
 */
typedef GBytes *(*HeddlePieceFunc) (guint64 index, gpointer data);

void heddle_timed_body_send (SoupServerMessage *message,
                             HeddleDelays *delays,
                             guint64 n_pieces,
                             double interval_us,
                             HeddlePieceFunc func,
                             gpointer data,
                             GDestroyNotify destroy);

G_END_DECLS

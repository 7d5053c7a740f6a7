/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Answers with the files of a folder.
 * Threads: the server's. Cost: a large file is read by other threads, a piece at a time, as the client takes it.
 */
#pragma once

#include "server/folder.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

gboolean heddle_files_answer (HeddleFolder *folder, SoupServerMessage *message, GSocket *socket, const char *path);

G_END_DECLS

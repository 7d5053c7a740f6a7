/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Short answers to requests.
 * Threads: the server's.
 */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

void heddle_answer_allow_all_origins (SoupServerMessage *message);
void heddle_answer_hide_from_other_origins (SoupServerMessage *message);
void heddle_answer_json (SoupServerMessage *message, guint status, GString *json);
void heddle_answer_text (SoupServerMessage *message, guint status, const char *format, ...) G_GNUC_PRINTF (3, 4);
void heddle_answer_error (SoupServerMessage *message, guint status, const char *text);
void heddle_answer_preflight (SoupServerMessage *message);

G_END_DECLS

/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where in the program's text the call stands that runs now: the places of timers, requests, messages, workers and files.
 * Threads: the loop's own, in a call from JavaScript; the place itself on any. Cost: nothing in a timed run; about 3 µs.
 */
#pragma once

#include "loop/loop.h"

G_BEGIN_DECLS

/**
 * HeddleCallPlace:
 * @file: (nullable): an interned string: in which file of the program; %NULL when not known
 * @line: from 1
 * @column: from 1
 */
typedef struct {
  const char *file;
  guint line;
  guint column;
} HeddleCallPlace;

HeddleCallPlace heddle_call_place_get (HeddleLoop *loop);
HeddleCallPlace heddle_call_place_from_number (HeddleLoop *loop, guint number);
guint32 heddle_call_place_to_site (HeddleCallPlace place, HeddleRecorder *recorder, const char *label);
void heddle_call_place_register (HeddleLoop *loop);

G_END_DECLS

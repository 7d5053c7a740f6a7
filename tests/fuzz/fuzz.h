/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A fuzz target: libFuzzer's entry. Built with `-fsanitize=fuzzer` it is a fuzzer; with fuzz-main.c it is a test that
 * runs the corpus and some thousand mutations of it, the same ones each time.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int LLVMFuzzerTestOneInput (const guint8 *data, gsize n_bytes);

G_END_DECLS

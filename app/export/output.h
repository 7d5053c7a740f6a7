/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text on its way into a file: a buffer, numbers with a point in every locale, quoting.
 * Threads: one. After an error nothing more is written; heddle_output_finish() tells it.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  GOutputStream *stream;
  GString *text;
  GError *error;
} HeddleOutput;

void heddle_output_init (HeddleOutput *self, GOutputStream *stream);
gboolean heddle_output_finish (HeddleOutput *self, GError **error);
void heddle_output_flush_some (HeddleOutput *self);

void heddle_output_add (HeddleOutput *self, const char *text);
void heddle_output_addf (HeddleOutput *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void heddle_output_add_double (HeddleOutput *self, const char *format, double value);
void heddle_output_add_thousandths (HeddleOutput *self, gint64 thousandths);
void heddle_output_add_json_string (HeddleOutput *self, const char *text);
void heddle_output_add_xml (HeddleOutput *self, const char *text);
void heddle_output_add_csv (HeddleOutput *self, const char *text);

G_END_DECLS

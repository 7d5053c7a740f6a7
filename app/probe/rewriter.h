/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rewrites modules and top-level await into what a script can hold, and puts the probes of a traced run in; see rewrite.js
 * for the form. acorn parses, in a VM of its own.
 * Threads: any; one source at a time, on the parser's own thread. Cost: about 16 ms for the first source, then by its
 * length: 0.2 to 0.5 s for 1 MB; nothing for a source that has been rewritten before.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeddleSyntaxError:
 * @text: file, line and column, the line itself with a caret, and what is wrong
 * @message: what is wrong
 * @line: from 1; 0 when not known
 * @column: from 1; 0 when not known
 *
 * Why a source cannot be parsed.
 */
typedef struct {
  char *text;
  char *message;
  guint line;
  guint column;
} HeddleSyntaxError;

/**
 * HeddleSourceForm:
 * @HEDDLE_FORM_MODULE: an ECMAScript module, or a script with top-level await
 * @HEDDLE_FORM_SCRIPT: a script
 * @HEDDLE_FORM_FUNCTION: the body of a function: a file that is required
 */
typedef enum {
  HEDDLE_FORM_MODULE,
  HEDDLE_FORM_SCRIPT,
  HEDDLE_FORM_FUNCTION,
} HeddleSourceForm;

void heddle_syntax_error_clear (HeddleSyntaxError *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeddleSyntaxError, heddle_syntax_error_clear)

gboolean heddle_rewriter_parses (gpointer context, const char *source, gssize n_bytes);
gboolean heddle_rewriter_is_script (gpointer context, const char *source, gssize n_bytes);
char *heddle_rewriter_replace_imports (const char *source, gsize n_bytes, const char *name);
gboolean heddle_rewriter_may_have_probes (const char *source);
void
heddle_rewriter_prefetch (const char *source, gsize n_bytes, const char *name, HeddleSourceForm form, gboolean probed);
char *heddle_rewriter_rewrite (const char *source,
                               gsize n_bytes,
                               const char *name,
                               HeddleSourceForm form,
                               gboolean probed,
                               HeddleSyntaxError *error);

G_END_DECLS

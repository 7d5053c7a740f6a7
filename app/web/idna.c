/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * International domain names by ICU, which JavaScriptCore has loaded already (URL standard, "domain to ASCII" with
 * beStrict false: UTS #46, non-transitional, bidi and joiners checked, hyphens and lengths not).
 * Threads: see idna.h.
 */
#include "web/idna.h"

#include "loop/value.h"

#include <unicode/uidna.h>

#define IGNORED_ERRORS                                                                                                 \
  (UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG | UIDNA_ERROR_DOMAIN_NAME_TOO_LONG |                           \
   UIDNA_ERROR_LEADING_HYPHEN | UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4)

static UIDNA *
get_idna (void)
{
  static gsize idna = 0;

  if (g_once_init_enter (&idna)) {
    UErrorCode status = U_ZERO_ERROR;
    UIDNA *opened = uidna_openUTS46 (UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII |
                                       UIDNA_NONTRANSITIONAL_TO_UNICODE,
                                     &status);

    if (U_FAILURE (status))
      g_error ("ICU cannot convert domain names: %s", u_errorName (status));
    g_once_init_leave (&idna, (gsize) opened);
  }
  return (UIDNA *) idna;
}

/**
 * heddle_idna_to_ascii:
 * @units: a domain, UTF-16
 *
 * Returns: (transfer full) (nullable): the domain in ASCII; %NULL when it is not valid
 */
char *
heddle_idna_to_ascii (const guint16 *units, gsize n_units)
{
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  UErrorCode status = U_ZERO_ERROR;
  gint32 capacity = (gint32) MIN (n_units * 8 + 64, G_MAXINT32);
  g_autofree UChar *ascii = NULL;
  gint32 n_ascii;

  if (n_units > G_MAXINT32 / 8)
    return NULL;
  ascii = g_new (UChar, (gsize) capacity);
  n_ascii = uidna_nameToASCII (get_idna (), (const UChar *) units, (gint32) n_units, ascii, capacity, &info, &status);
  if (U_FAILURE (status) || (info.errors & ~(guint32) IGNORED_ERRORS) != 0 || n_ascii <= 0)
    return NULL;
  return g_utf16_to_utf8 ((const gunichar2 *) ascii, n_ascii, NULL, NULL, NULL);
}

/* domainToASCII (domain): the domain in ASCII, null when it is not valid */
static JSValueRef
domain_to_ascii (JSContextRef context,
                 JSObjectRef function,
                 JSObjectRef this_object,
                 size_t n_arguments,
                 const JSValueRef arguments[],
                 JSValueRef *exception)
{
  JSStringRef string = JSValueToStringCopy (context, arguments[0], exception);
  g_autofree char *ascii = NULL;

  if (string == NULL)
    return JSValueMakeUndefined (context);
  ascii = heddle_idna_to_ascii (JSStringGetCharactersPtr (string), JSStringGetLength (string));
  JSStringRelease (string);
  return ascii != NULL ? heddle_js_string (context, ascii, -1) : JSValueMakeNull (context);
}

void
heddle_web_idna_register (HeddleLoop *loop)
{
  heddle_loop_add_native (loop, "domainToASCII", domain_to_ascii);
}

/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The network's errors under the names and in the words that JavaScript programs know.
 * Threads: any.
 */
#include "web/exchange-private.h"

typedef struct {
  GIOErrorEnum error;
  const char *code;
} Name;

static const Name names[] = {
  { G_IO_ERROR_CONNECTION_REFUSED, "ECONNREFUSED" },
  { G_IO_ERROR_CONNECTION_CLOSED, "ECONNRESET" },
  { G_IO_ERROR_TIMED_OUT, "ETIMEDOUT" },
  { G_IO_ERROR_HOST_UNREACHABLE, "EHOSTUNREACH" },
  { G_IO_ERROR_NETWORK_UNREACHABLE, "ENETUNREACH" },
  { G_IO_ERROR_TOO_MANY_OPEN_FILES, "EMFILE" },
  { G_IO_ERROR_PARTIAL_INPUT, "UND_ERR_SOCKET" },
  { G_IO_ERROR_ADDRESS_IN_USE, "EADDRINUSE" },
};

/**
 * heddle_exchange_error_code:
 * @error: why a request failed
 *
 * Returns: (nullable): its code, as in Node's `error.cause.code`
 */
const char *
heddle_exchange_error_code (GError *error)
{
  if (g_error_matches (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE))
    return "EAI_AGAIN";
  if (error->domain == G_RESOLVER_ERROR)
    return "ENOTFOUND";
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_error_matches (error, G_IO_ERROR, (gint) names[i].error))
      return names[i].code;
  return NULL;
}

/**
 * heddle_exchange_error_message:
 * @error: why a request failed
 * @target: (nullable): where it went
 *
 * Returns: (transfer full): the message, as Node words it where it has words
 */
char *
heddle_exchange_error_message (GError *error, GUri *target)
{
  const char *code = heddle_exchange_error_code (error);
  const char *host = target ? g_uri_get_host (target) : "";

  if (error->domain == G_RESOLVER_ERROR)
    return g_strdup_printf ("getaddrinfo %s %s", code, host);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
    return g_strdup ("other side closed");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    return g_strdup_printf ("read %s", code);
  if (code && target)
    return g_strdup_printf ("connect %s %s:%d", code, host, g_uri_get_port (target));
  return g_strdup (error->message);
}

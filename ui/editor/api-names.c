/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The APIs that a program can use, as far as the editor offers them.
 * Threads: any.
 */
#include "ui/editor/api-names.h"

#include <glib/gi18n.h>

static const HeddleApiName names[] = {
  { "", "fetch", "(url)", N_ ("asks a server; a promise for a Response") },
  { "", "setTimeout", "(callback, ms)", N_ ("calls once, not before a time is over") },
  { "", "setInterval", "(callback, ms)", N_ ("calls again and again") },
  { "", "clearTimeout", "(id)", N_ ("forgets a timer") },
  { "", "clearInterval", "(id)", N_ ("forgets a repeating timer") },
  { "", "queueMicrotask", "(callback)", N_ ("calls right after this task") },
  { "", "requestAnimationFrame", "(callback)", N_ ("calls before the next frame") },
  { "", "structuredClone", "(value)", N_ ("a deep copy, as messages make it") },
  { "", "importScripts", "(url)", N_ ("runs another file, in a worker") },
  { "", "require", "(file)", N_ ("another file’s exports") },
  { "", "postMessage", "(message)", N_ ("from a worker to whoever started it") },
  { "", "reportError", "(error)", N_ ("reports it as if it were uncaught") },
  { "", "params", NULL, N_ ("the values of the scenario’s parameters") },
  { "", "navigator.hardwareConcurrency", NULL, N_ ("how many cores this run may use") },
  { "", "Worker", "(file)", N_ ("a thread with an event loop of its own") },
  { "", "Promise", NULL, N_ ("a value that comes later") },
  { "", "AbortController", "()", N_ ("cancels what has its signal") },
  { "", "AbortSignal", NULL, N_ ("says when to give up") },
  { "", "MessageChannel", "()", N_ ("two ports that talk to each other") },
  { "", "BroadcastChannel", "(name)", N_ ("messages to all who listen to a name") },
  { "", "SharedArrayBuffer", "(bytes)", N_ ("memory that threads share") },
  { "", "Atomics", NULL, N_ ("steps on shared memory that nothing comes between") },
  { "", "ReadableStream", "(source)", N_ ("what comes bit by bit") },
  { "", "WritableStream", "(sink)", N_ ("takes what comes bit by bit") },
  { "", "TransformStream", "(transformer)", N_ ("changes what flows through") },
  { "", "TextEncoder", "()", N_ ("text to bytes") },
  { "", "TextDecoder", "()", N_ ("bytes to text") },
  { "", "EventTarget", "()", N_ ("something to listen to") },
  { "", "URL", "(text, base)", N_ ("an address and its parts") },
  { "", "URLSearchParams", "(text)", N_ ("the part of an address behind the question mark") },
  { "", "Headers", "()", N_ ("the head of a request or response") },
  { "", "Request", "(url)", N_ ("what fetch sends") },
  { "", "Response", "(body)", N_ ("what fetch gets") },
  { "Promise", "all", "(promises)", N_ ("all values, or the first failure") },
  { "Promise", "allSettled", "(promises)", N_ ("what became of each of them") },
  { "Promise", "any", "(promises)", N_ ("the first that succeeds") },
  { "Promise", "race", "(promises)", N_ ("the first that settles") },
  { "Promise", "resolve", "(value)", N_ ("a promise of a value that is there") },
  { "Promise", "reject", "(reason)", N_ ("a promise that has failed") },
  { "Promise", "withResolvers", "()", N_ ("a promise and what settles it") },
  { "Promise", "try", "(function)", N_ ("calls, and makes a promise of what comes of it") },
  { "AbortSignal", "timeout", "(ms)", N_ ("aborts when the time is over") },
  { "AbortSignal", "any", "(signals)", N_ ("aborts with the first of them") },
  { "Atomics", "add", "(array, index, value)", N_ ("adds, and gives the value before") },
  { "Atomics", "sub", "(array, index, value)", N_ ("subtracts, and gives the value before") },
  { "Atomics", "load", "(array, index)", N_ ("reads") },
  { "Atomics", "store", "(array, index, value)", N_ ("writes") },
  { "Atomics", "compareExchange", "(array, index, expected, value)", N_ ("writes if the value is the expected one") },
  { "Atomics", "wait", "(array, index, value)", N_ ("sleeps until it is notified; in workers") },
  { "Atomics", "notify", "(array, index)", N_ ("wakes those that wait") },
  { "console", "log", "(…)", N_ ("prints") },
  { "console", "error", "(…)", N_ ("prints an error") },
  { "console", "warn", "(…)", N_ ("prints a warning") },
  { "console", "table", "(rows)", N_ ("prints a table") },
  { "console", "time", "(label)", N_ ("starts a clock") },
  { "console", "timeEnd", "(label)", N_ ("prints what the clock says") },
  { "performance", "now", "()", N_ ("ms since the start, with fractions") },
  { "performance", "mark", "(name)", N_ ("a mark on the timeline") },
  { "performance", "measure", "(name, start, end)", N_ ("a stretch between two marks") },
  { "navigator", "hardwareConcurrency", NULL, N_ ("how many cores this run may use") },
  { "*", "then", "(onValue, onFailure)", N_ ("what to do with the value of a promise") },
  { "*", "catch", "(onFailure)", N_ ("what to do when a promise fails") },
  { "*", "finally", "(callback)", N_ ("what to do in both cases") },
  { "*", "json", "()", N_ ("a response’s body as JSON") },
  { "*", "text", "()", N_ ("a response’s body as text") },
  { "*", "arrayBuffer", "()", N_ ("a response’s body as bytes") },
  { "*", "ok", NULL, N_ ("whether the status is 200 to 299") },
  { "*", "status", NULL, N_ ("a response’s status") },
  { "*", "headers", NULL, N_ ("a response’s head") },
  { "*", "body", NULL, N_ ("a response’s body as a stream") },
  { "*", "getReader", "()", N_ ("reads a stream bit by bit") },
  { "*", "postMessage", "(message, transfer)", N_ ("sends to a worker or port; what is transferred is not copied") },
  { "*", "terminate", "()", N_ ("ends a worker") },
  { "*", "onmessage", NULL, N_ ("called with each message") },
  { "*", "onerror", NULL, N_ ("called with each error") },
  { "*", "addEventListener", "(type, callback)", N_ ("listens") },
  { "*", "removeEventListener", "(type, callback)", N_ ("listens no more") },
  { "*", "abort", "()", N_ ("cancels what has this controller’s signal") },
  { "*", "signal", NULL, N_ ("what an AbortController gives to those it may cancel") },
};

/**
 * heddle_api_names_get:
 * @n: (out): where to put how many
 *
 * Returns: (array length=n): all of them
 */
const HeddleApiName *
heddle_api_names_get (guint *n)
{
  *n = G_N_ELEMENTS (names);
  return names;
}

/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What travels from a runner's threads to its parent: kinds, states, and the records' form in shared memory.
 * A record is a multiple of 8 bytes and starts with HeddleRecord. The reader trusts none of it.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeddleSpanId:
 *
 * A span of a run: the number of the thread that recorded it in the upper 24 bits, and a counter from 1 in the lower
 * 40 bits. 0 is no span: one that was dropped, or no cause.
 */
typedef guint64 HeddleSpanId;

#define HEDDLE_SPAN_NONE G_GUINT64_CONSTANT (0)
#define HEDDLE_SPAN_COUNTER_BITS 40
#define HEDDLE_SPAN_THREAD(id) ((guint) ((id) >> HEDDLE_SPAN_COUNTER_BITS))
#define HEDDLE_SPAN_COUNTER(id) ((id) & ((G_GUINT64_CONSTANT (1) << HEDDLE_SPAN_COUNTER_BITS) - 1))
#define HEDDLE_SPAN_ID(thread, counter) (((guint64) (thread) << HEDDLE_SPAN_COUNTER_BITS) | (counter))

/**
 * HeddleKind:
 *
 * What a span or a mark is. Spans last; marks (from HEDDLE_KIND_FIRST_MARK) are moments with one number.
 */
typedef enum {
  HEDDLE_KIND_NONE,
  /* on an event loop's lane */
  HEDDLE_KIND_TASK,      /* one turn of the event loop; site: what it runs; cause: what queued it */
  HEDDLE_KIND_MICROTASK, /* inside a task */
  HEDDLE_KIND_EVALUATE,  /* a script's own statements, inside a task */
  HEDDLE_KIND_MEASURE,   /* performance.measure and console.time */
  HEDDLE_KIND_GC,
  HEDDLE_KIND_BLOCKED, /* the thread sleeps in Atomics.wait or a synchronous call */
  /* outside of a thread */
  HEDDLE_KIND_TIMER,   /* from setTimeout to due; site: the delay; cause: the task that set it */
  HEDDLE_KIND_REQUEST, /* from fetch () to the last byte; site: method and URL */
  HEDDLE_KIND_FILE,    /* from the call to its answer; site: the path */
  HEDDLE_KIND_MESSAGE, /* from postMessage to the start of its task; site: port */
  HEDDLE_KIND_WORKER,  /* from new Worker to its end; site: the script */
  HEDDLE_KIND_INPUT,   /* from when the user acted to the end of the handlers */
  /* async functions (probes) */
  HEDDLE_KIND_ASYNC,     /* a call of an async function, to its end; cause: the call that made it, or the task */
  HEDDLE_KIND_ASYNC_RUN, /* a running stretch of it; cause: what let it go on; queued: since when it could */
  HEDDLE_KIND_AWAIT,     /* a wait of it; site: for what; cause: the async call that it waits for, where it is one */
  /* the sampler's: one for each stretch of a thread; cause is not used, the site says which CPU */
  HEDDLE_KIND_ON_CORE, /* the thread was on a core; value: the CPU */
  HEDDLE_KIND_NO_CORE, /* it was ready, but waited for a core */

  HEDDLE_KIND_FIRST_MARK = 64,
  HEDDLE_MARK_CONNECTED = HEDDLE_KIND_FIRST_MARK, /* of a request; value: remote port */
  HEDDLE_MARK_SENT,
  HEDDLE_MARK_FIRST_BYTE, /* value: status code */
  HEDDLE_MARK_CHUNK,      /* value: bytes */
  HEDDLE_MARK_FAILED,     /* a request, file or worker failed; site: the message */
  HEDDLE_MARK_ABORTED,
  HEDDLE_MARK_CLEARED,         /* a timer was cleared */
  HEDDLE_MARK_BYTES,           /* of a message; value: bytes copied */
  HEDDLE_MARK_TRANSFERRED,     /* of a message; value: bytes transferred */
  HEDDLE_MARK_USER,            /* performance.mark; site: its name */
  HEDDLE_MARK_FIRST_STATEMENT, /* of the run: the program's first statement is about to run */
  HEDDLE_MARK_LAST_TASK,       /* of the run: its last task has ended */
  HEDDLE_MARK_EXIT,            /* of the run; value: exit status */
  HEDDLE_MARK_CPU, /* of the thread of the span (its counter is 0), at its end; value: nanoseconds on a core in all */
  HEDDLE_MARK_NO_CORE,  /* likewise; value: nanoseconds ready without a core in all */
  HEDDLE_MARK_FRAME,    /* an animation frame */
  HEDDLE_MARK_REJECTED, /* of a wait: what it waited for was rejected */
  HEDDLE_MARK_NO_PROBES, /* of a task of a traced run; site: the file that runs without probes; value: how many functions do, 0
                             for all */
  HEDDLE_MARK_WAITS_FOR_INPUT, /* of the run: all else is done, and it listens for input */
  HEDDLE_KIND_END,
} HeddleKind;

/**
 * HeddleState:
 *
 * The state of a span. Computing: on a core. Ready: could run, but its thread or a core is taken. Waiting: for the
 * world.
 */
typedef enum {
  HEDDLE_STATE_NONE,
  HEDDLE_STATE_COMPUTING,
  HEDDLE_STATE_READY,
  HEDDLE_STATE_WAITING,
} HeddleState;

/**
 * HeddleRole:
 *
 * What a recording thread of a runner is.
 */
typedef enum {
  HEDDLE_ROLE_NONE,
  HEDDLE_ROLE_MAIN,    /* the main event loop */
  HEDDLE_ROLE_WORKER,  /* a worker's event loop */
  HEDDLE_ROLE_NETWORK, /* the thread that carries requests */
  HEDDLE_ROLE_FILES,   /* the threads that read files */
  HEDDLE_ROLE_SAMPLER, /* looks at the others */
} HeddleRole;

/**
 * HeddleLevel:
 *
 * Console levels. LOG, INFO, DEBUG and TRACE… as in the Console standard: ERROR and WARN go to stderr as in Node.
 */
typedef enum {
  HEDDLE_LEVEL_LOG,
  HEDDLE_LEVEL_INFO,
  HEDDLE_LEVEL_DEBUG,
  HEDDLE_LEVEL_WARN,
  HEDDLE_LEVEL_ERROR,
} HeddleLevel;

typedef enum {
  HEDDLE_RECORD_PAD,     /* nothing; fills the end of the ring */
  HEDDLE_RECORD_THREAD,  /* aux: HeddleRole; then the name */
  HEDDLE_RECORD_SITE,    /* a: site number; b: line << 32 | column; then label '\0' file */
  HEDDLE_RECORD_BEGIN,   /* kind, state, site; a: cause; b: queued_ns, 0 when it did not queue */
  HEDDLE_RECORD_END,     /* a: span; b: CPU nanoseconds, 0 when not read */
  HEDDLE_RECORD_SPAN,    /* kind, state, site; time: start; a: cause; b: end; c: value, of a part queued_ns */
  HEDDLE_RECORD_MARK,    /* kind, site; a: of which span; b: value */
  HEDDLE_RECORD_TEXT,    /* aux: HeddleLevel, state: 1 when more of the same text follows; a: span; then UTF-8 */
  HEDDLE_RECORD_DROPPED, /* a: how many spans and marks were dropped since the last such record */
  HEDDLE_RECORD_LAST,
} HeddleRecordType;

/**
 * HeddleRecord:
 * @size_bytes: of the whole record, a multiple of 8
 * @type: a #HeddleRecordType
 * @kind: a #HeddleKind
 * @state: a #HeddleState
 * @aux: see the type
 * @n_text_bytes: length of the text that follows the fixed part
 * @site: a site of this thread, 0 for none
 * @owner: of a part of a span (a stretch or a wait of an async function) the counter of that span, of the same thread
 * @time_ns: CLOCK_MONOTONIC
 * @a: see the type
 * @b: see the type
 * @c: see the type
 *
 * The fixed part of a record.
 */
typedef struct {
  guint16 size_bytes;
  guint8 type;
  guint8 kind;
  guint8 state;
  guint8 aux;
  guint16 n_text_bytes;
  guint32 site;
  guint32 owner;
  gint64 time_ns;
  guint64 a;
  guint64 b;
  guint64 c;
} HeddleRecord;

G_STATIC_ASSERT (sizeof (HeddleRecord) == 48);

#define HEDDLE_RECORD_TEXT_MAX_BYTES 4096
#define HEDDLE_RECORD_MAX_BYTES (sizeof (HeddleRecord) + HEDDLE_RECORD_TEXT_MAX_BYTES)

G_END_DECLS

// SPDX-License-Identifier: GPL-3.0-or-later
//
// inspect-platform.js: objects of the Web APIs as inspect.js shows them. Their state is behind getters of their
// prototypes, so a list for each class says what is shown, as Node does.
(function (heddle) {
  'use strict';

  const { ArrayPrototypePush, ReflectApply } = heddle.primordials;
  const { propertyKey, quote } = heddle.use('inspect-text.js');

  const event = ['type', 'defaultPrevented', 'cancelable', 'timeStamp'];
  const attributes = {
    __proto__: null,
    URL: ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search',
      'searchParams', 'hash'],
    Response: ['status', 'statusText', 'headers', 'body', 'bodyUsed', 'ok', 'redirected', 'type', 'url'],
    Request: ['method', 'url', 'headers', 'destination', 'referrer', 'referrerPolicy', 'mode', 'credentials', 'cache',
      'redirect', 'integrity', 'keepalive', 'isReloadNavigation', 'isHistoryNavigation', 'signal'],
    Blob: ['size', 'type'],
    File: ['size', 'type', 'name', 'lastModified'],
    AbortController: ['signal'],
    AbortSignal: ['aborted'],
    ReadableStream: ['locked'],
    WritableStream: ['locked'],
    TransformStream: ['readable', 'writable'],
    TextEncoder: ['encoding'],
    TextDecoder: ['encoding', 'fatal', 'ignoreBOM'],
    Event: event,
    CustomEvent: event,
    MessageEvent: event,
    ErrorEvent: event,
    ProgressEvent: event,
    PromiseRejectionEvent: event,
    PerformanceMark: ['name', 'entryType', 'startTime', 'duration', 'detail'],
    PerformanceMeasure: ['name', 'entryType', 'startTime', 'duration', 'detail'],
  };
  const lists = { __proto__: null, Headers: ': ', URLSearchParams: ' => ' };

  function formatAttributes(names) {
    return (context, object, depth, formatValue) => {
      const texts = [];
      context.indentation += 2;
      for (let i = 0; i < names.length; i++) {
        let value;
        try { value = object[names[i]]; } catch { continue; }
        ArrayPrototypePush(texts, `${names[i]}: ${formatValue(context, value, depth)}`);
      }
      context.indentation -= 2;
      return texts;
    };
  }

  function formatPairs(separator) {
    return (context, object) => {
      const texts = [];
      ReflectApply(object.forEach, object, [(value, name) => {
        ArrayPrototypePush(texts, `${separator === ': ' ? propertyKey(name) : quote(name)}${separator}${quote(value)}`);
      }]);
      return texts;
    };
  }

  function hasAll(object, names) {
    for (let i = 0; i < names.length; i++) if (!(names[i] in object)) return false;
    return true;
  }

  /* How an object with that tag is shown: { format, isEmpty }; undefined when it is none of the Web APIs'. */
  function formatOf(object, tag) {
    const names = attributes[tag];
    if (names !== undefined) return hasAll(object, names) ? { format: formatAttributes(names), isEmpty: false } : undefined;
    const separator = lists[tag];
    if (separator === undefined || typeof object.forEach !== 'function') return undefined;
    const format = formatPairs(separator);
    try { return { format, isEmpty: format(undefined, object).length === 0 }; } catch { return undefined; }
  }

  return { formatOf };
})

// SPDX-License-Identifier: GPL-3.0-or-later
//
// form-data.js: FormData (XMLHttpRequest standard, section 5). An entry is { name, value }: a string or a File.
(function (heddle) {
  'use strict';

  const { ReflectApply, SymbolIterator, TypeError } = heddle.primordials;
  const { alias, converters, illegalInvocation, isObject, makeIteratorFactory, requireArguments, shapeInterface } =
    heddle.use('webidl.js');
  const brands = heddle.use('brands.js');
  const { USVString } = converters;

  let entriesOf;
  let isFormData;
  let wrap;
  const iterate = makeIteratorFactory('FormData');

  function newEntry(name, value, fileName, operation, hasFileName) {
    if (!brands.isBlob(value)) {
      if (hasFileName)
        throw new TypeError(`Failed to execute '${operation}' on 'FormData': parameter 2 is not of type 'Blob'.`);
      return { __proto__: null, name, value: USVString(value) };
    }
    const blobs = heddle.use('blob.js');
    if (brands.isFile(value) && !hasFileName) return { __proto__: null, name, value };
    const { bytes, type } = blobs.dataOf(value);
    return { __proto__: null, name, value: blobs.makeFile(bytes, hasFileName ? USVString(fileName) : 'blob', type) };
  }

  function makeIterator(form, kind) {
    entriesOf(form);
    let index = 0;
    return iterate(kind, () => {
      const entries = entriesOf(form);
      if (index >= entries.length) return undefined;
      const { name, value } = entries[index++];
      return [name, value];
    });
  }

  class FormData {
    #entries = [];

    constructor(form = undefined) {
      if (form !== undefined) throw new TypeError("Failed to construct 'FormData': there are no forms here.");
    }

    append(name, value, filename = undefined) {
      const entries = entriesOf(this);
      requireArguments(arguments.length, 2, "execute 'append' on 'FormData'");
      entries[entries.length] = newEntry(USVString(name), value, filename, 'append', arguments.length > 2);
    }

    delete(name) {
      const entries = entriesOf(this);
      requireArguments(arguments.length, 1, "execute 'delete' on 'FormData'");
      const wanted = USVString(name);
      const rest = [];
      for (let i = 0; i < entries.length; i++) if (entries[i].name !== wanted) rest[rest.length] = entries[i];
      this.#entries = rest;
    }

    get(name) {
      const entries = entriesOf(this);
      requireArguments(arguments.length, 1, "execute 'get' on 'FormData'");
      const wanted = USVString(name);
      for (let i = 0; i < entries.length; i++) if (entries[i].name === wanted) return entries[i].value;
      return null;
    }

    getAll(name) {
      const entries = entriesOf(this);
      requireArguments(arguments.length, 1, "execute 'getAll' on 'FormData'");
      const wanted = USVString(name);
      const values = [];
      for (let i = 0; i < entries.length; i++) if (entries[i].name === wanted) values[values.length] = entries[i].value;
      return values;
    }

    has(name) {
      const entries = entriesOf(this);
      requireArguments(arguments.length, 1, "execute 'has' on 'FormData'");
      const wanted = USVString(name);
      for (let i = 0; i < entries.length; i++) if (entries[i].name === wanted) return true;
      return false;
    }

    set(name, value, filename = undefined) {
      const entries = entriesOf(this);
      requireArguments(arguments.length, 2, "execute 'set' on 'FormData'");
      const entry = newEntry(USVString(name), value, filename, 'set', arguments.length > 2);
      const result = [];
      let isSet = false;
      for (let i = 0; i < entries.length; i++) {
        if (entries[i].name !== entry.name) result[result.length] = entries[i];
        else if (!isSet) {
          isSet = true;
          result[result.length] = entry;
        }
      }
      if (!isSet) result[result.length] = entry;
      this.#entries = result;
    }

    entries() { return makeIterator(this, 'entries'); }
    keys() { return makeIterator(this, 'keys'); }
    values() { return makeIterator(this, 'values'); }

    forEach(callback, thisArgument = undefined) {
      entriesOf(this);
      requireArguments(arguments.length, 1, "execute 'forEach' on 'FormData'");
      converters.callback(callback, "Failed to execute 'forEach' on 'FormData': parameter 1");
      for (let i = 0; i < entriesOf(this).length; i++) {
        const { name, value } = entriesOf(this)[i];
        ReflectApply(callback, thisArgument, [value, name, this]);
      }
    }

    static {
      isFormData = (value) => isObject(value) && #entries in value;
      entriesOf = (form) => {
        if (!isFormData(form)) throw illegalInvocation();
        return form.#entries;
      };
      wrap = (entries) => {
        const form = new FormData();
        form.#entries = entries;
        return form;
      };
    }
  }
  shapeInterface(FormData);
  alias(FormData.prototype, SymbolIterator, 'entries');
  brands.isFormData = isFormData;

  return { FormData, isFormData, entriesOf, wrap };
})

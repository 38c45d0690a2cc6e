/** Strict JSON parsing: a request is either understood completely or refused with all violations. */
package io.parley.runtime.json;

/** Strict reading of JSON: what a request says is understood in full or refused with every reason at once. */
package io.parley.runtime.json;

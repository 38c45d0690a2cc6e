/** The limits of Meta's messages endpoint as data: one file per message type, checked in member order. */
package io.parley.sandbox.meta.rules;

/**
 * Meta's rules for new templates, written from Meta's documents and from responses of Meta that others published. They share
 * nothing with Parley's own check, so that a wrong reading of a document shows as a difference.
 */
package io.parley.sandbox.meta.template.rules;

/**
 * Meta's static checks of Flow JSON, written from Meta's documents alone: a second opinion beside the validator of the platform.
 * Each error has the position in the uploaded text.
 */
package io.parley.sandbox.meta.flow.json;

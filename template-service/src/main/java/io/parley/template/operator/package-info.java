/** The operator API of templates: checks before a submission. */
package io.parley.template.operator;

/** Tests of the contents of templates. */
package io.parley.template.content;

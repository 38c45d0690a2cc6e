/** Tests of the reviews. */
package io.parley.template.review;

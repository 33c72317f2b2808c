/**
 * What tests of several modules need: processes that end, hostile inputs by the thousand, and a browser.
 */
@org.jspecify.annotations.NullMarked
package org.teeter.testing;

/** How many votes change what a fit says of the order of its items, and how many are sure not to. */
package org.teeter.votes;

package org.teeter.chat.jinja;

import java.util.List;

/**
 * Values to go through that are no list: what filters make one by one, and what a dictionary has.
 *
 * @param sized whether Python knows how many they are; where it does not, they count as true even if there are none
 */
record Generated(List<Object> values, boolean sized) {}

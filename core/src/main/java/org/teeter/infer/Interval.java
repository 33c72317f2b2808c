package org.teeter.infer;

/** An interval, its ends included. */
public record Interval(double low, double high) {}

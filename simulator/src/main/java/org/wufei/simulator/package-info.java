/**
 * 模拟阿里: a prefecture that knows the truth. From a seed, a scale and a span of days it draws firms and people, tells
 * their days in advance with its own book of mass ({@link org.wufei.simulator.Book}), then lives them against a running
 * platform over its public doors only, and last compares what the platform says with what is so. Nothing here depends on
 * the platform's code, and nothing in the platform knows of this.
 */
package org.wufei.simulator;

//! Figures for Prometheus.

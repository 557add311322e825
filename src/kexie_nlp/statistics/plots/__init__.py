"""Plots of statistics as SVG and PNG, labelled in Chinese, in colours that colour-blind readers tell apart."""

from kexie_nlp.statistics.plots.images import png, save_plot
from kexie_nlp.statistics.plots.results import plot_comparison, plot_pivot, plot_plans, plot_series

__all__ = ["plot_comparison", "plot_pivot", "plot_plans", "plot_series", "png", "save_plot"]

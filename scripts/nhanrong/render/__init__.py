"""Pure renderers: values in, HTML and files out."""

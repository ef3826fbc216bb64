"""What is handed out on paper: booklets, leaflets, posters, field-day sheets, texts for the loudspeaker."""

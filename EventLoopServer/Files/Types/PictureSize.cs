namespace EventLoopServer.Files.Types;

/// <summary>The size of a picture in pixels; 0 when unknown.</summary>
internal readonly record struct PictureSize(int Width, int Height);
